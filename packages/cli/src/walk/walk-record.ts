import type { Context } from "../base/context.js";
import type { Start } from "../codes/read-codes.js";
import type { Gateways } from "../gateway/gateways.js";
import { openPicture } from "../output/open-picture.js";
import { openPreview } from "../output/open-preview.js";
import { openSinks } from "../output/open-sinks.js";
import type { OutputPlan } from "../output/output-options.js";
import type { Sink } from "../output/sink.js";
import { Journal, readJournalPages } from "./journal.js";
import type { Progress } from "./progress.js";
import type { WalkKind, WalkPage } from "./walk-kind.js";
import { WalkPlaces } from "./walk-places.js";
import type { WalkPlan } from "./walk-plan.js";

/** What a walk has fetched so far: where each code stands, the journal, and everything that takes rows. */
export class WalkRecord<Row extends object> {
  readonly places: WalkPlaces;
  readonly #progress: Progress;
  readonly #sinks: Sink<Row>[] = [];
  #journal: Journal | undefined;

  private constructor(places: WalkPlaces, progress: Progress) {
    this.places = places;
    this.#progress = progress;
  }

  /** Opens everything, and takes over what an earlier run has fetched. Leaves nothing behind when that fails. */
  static async open<Row extends object, Kept>(
    context: Context,
    name: string,
    plan: WalkPlan<Kept>,
    output: OutputPlan,
    kind: WalkKind<Row>,
    starts: readonly Start[],
    { isSimulated }: Gateways,
    progress: Progress,
  ): Promise<WalkRecord<Row>> {
    const record = new WalkRecord<Row>(new WalkPlaces(starts, plan.limit), progress);
    const [out] = plan.output.out ?? [];
    const { draw } = kind;
    try {
      if (out !== undefined && plan.isResumed) record.#journal = await Journal.goOn(out);
      else if (out !== undefined) record.#journal = await Journal.begin(toHead(name, plan, starts));
      const subject = { columns: kind.columns, important: kind.important, isSimulated };
      record.#sinks.push(...(await openSinks(context, output, plan.output, subject)));
      if (output.preview !== undefined) record.#sinks.push(openPreview(context, subject, output.preview));
      if (draw && (output.drawsOnStdout || output.pictures.length > 0)) {
        record.#sinks.push(openPicture<Row>(context, output, (rows) => draw(rows, isSimulated)));
      }
      if (out !== undefined && plan.isResumed) await record.#replay(out);
      return record;
    } catch (error) {
      await record.#discard({ keepsJournal: plan.isResumed });
      throw error;
    }
  }

  /** Takes a page: writes its rows up to the limit. */
  async take({ code, rows: given, cursor }: WalkPage<Row>): Promise<void> {
    const { rows, isLast } = this.places.take(code, given, cursor);
    await this.#journal?.add({ code, rows, cursor: isLast ? undefined : cursor });
    await this.#write(rows);
    this.#progress.page(code, rows.length, isLast);
  }

  /** Completes the files. Keeps the journal as long as something is left. */
  async finish(): Promise<void> {
    try {
      for (const sink of this.#sinks) await sink.finish();
    } catch (error) {
      await this.#discard({ keepsJournal: true });
      throw error;
    }
    await this.#journal?.close({ keep: this.places.rest.length > 0 });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#discard({ keepsJournal: false });
  }

  async #replay(out: string): Promise<void> {
    for await (const page of readJournalPages<Row>(out)) {
      const { rows, isLast } = this.places.take(page.code, page.rows, page.cursor);
      await this.#write(rows);
      this.#progress.page(page.code, rows.length, isLast);
    }
  }

  async #write(rows: readonly Row[]): Promise<void> {
    for (const sink of this.#sinks) await sink.write(rows);
  }

  async #discard({ keepsJournal }: { readonly keepsJournal: boolean }): Promise<void> {
    for (const sink of this.#sinks) await sink.discard().catch(() => {});
    await this.#journal?.close({ keep: keepsJournal });
  }
}

function toHead<Kept>(name: string, { kept, limit, output }: WalkPlan<Kept>, starts: readonly Start[]) {
  const { out: outs = [], ...rest } = output;
  return { opend: 1 as const, command: name, options: { kept, limit, output: rest }, starts, outs };
}
