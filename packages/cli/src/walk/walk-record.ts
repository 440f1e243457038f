import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import type { Start } from "../codes/read-codes.js";
import type { Gateways } from "../gateway/gateways.js";
import { openPicture } from "../output/open-picture.js";
import { openPreview } from "../output/open-preview.js";
import { openSinks } from "../output/open-sinks.js";
import type { OutputPlan } from "../output/output-options.js";
import type { Sink } from "../output/sink.js";
import { Journal, journalPath, readJournalPages } from "./journal.js";
import type { JournalHead } from "./journal-schema.js";
import type { Progress } from "./progress.js";
import { resumeFileCommand } from "./resume-command.js";
import type { WalkKind, WalkPage } from "./walk-kind.js";
import { WalkPlaces } from "./walk-places.js";
import type { WalkPlan } from "./walk-plan.js";

/** What a walk has fetched so far: where each code stands, the journal, and everything that takes rows. */
export class WalkRecord<Row extends object> {
  readonly places: WalkPlaces;
  readonly #progress: Progress;
  readonly #isResumed: boolean;
  readonly #sinks: Sink<Row>[] = [];
  #journal: Journal | undefined;

  private constructor(places: WalkPlaces, progress: Progress, isResumed: boolean) {
    this.places = places;
    this.#progress = progress;
    this.#isResumed = isResumed;
  }

  /** Opens everything, and takes over what an earlier run has fetched. Leaves nothing behind when that fails. */
  static async open<Row extends object, Kept extends object>(
    context: Context,
    name: string,
    plan: WalkPlan<Kept>,
    output: OutputPlan,
    kind: WalkKind<Row>,
    starts: readonly Start[],
    { isSimulated }: Gateways,
    progress: Progress,
  ): Promise<WalkRecord<Row>> {
    const record = new WalkRecord<Row>(new WalkPlaces(starts, plan.limit), progress, plan.isResumed);
    const [out] = plan.output.out ?? [];
    const { draw } = kind;
    try {
      if (out !== undefined && plan.isResumed) record.#journal = await Journal.goOn(out);
      else if (out !== undefined) {
        const goOn = resumeFileCommand(name, context.given, plan.output.out ?? []);
        record.#journal = await Journal.begin(toHead(name, plan, starts), goOn);
      }
      const { columns, important, isPrivate } = kind;
      const subject = { columns, important, isSimulated, isPrivate };
      record.#sinks.push(...(await openSinks(context, output, plan.output, subject)));
      if (output.preview !== undefined) record.#sinks.push(openPreview(context, subject, output.preview));
      if (draw && (output.drawsOnStdout || output.pictures.length > 0)) {
        record.#sinks.push(openPicture<Row>(context, output, (rows) => draw(rows, isSimulated)));
      }
      if (out !== undefined && plan.isResumed) await record.#replay(out);
      return record;
    } catch (error) {
      await record.discard();
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

  /** Leaves nothing behind, but for the journal of an earlier run. */
  async discard(): Promise<void> {
    await this.#discard({ keepsJournal: this.#isResumed });
  }

  async #replay(out: string): Promise<void> {
    for await (const page of readJournalPages(out)) {
      if (!this.places.has(page.code)) {
        throw new UsageError(`--resume: ${journalPath(out)} has a page of ${page.code}, which was not asked for then`);
      }
      // Rows are written as they are. A table checks each value.
      const { rows, isLast } = this.places.take(page.code, page.rows as readonly Row[], page.cursor);
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

function toHead<Kept extends object>(
  name: string,
  { kept, limit, output }: WalkPlan<Kept>,
  starts: readonly Start[],
): JournalHead {
  const { out: outs = [], ...rest } = output;
  return { opend: 1, command: name, options: { kept, limit, output: rest }, starts, outs };
}
