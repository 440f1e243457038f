import process from "node:process";
import type { Clock, ConnectionState, FailedTopic } from "@opend/core";
import { type FeedName, type FeedUpdate, followFeeds } from "../follow-feeds.js";
import type { WatchRun } from "../watch-run.js";
import { Board } from "./board.js";
import { drawScreen } from "./draw-screen.js";
import { Painter } from "./painter.js";
import { RedrawTimer } from "./redraw-timer.js";
import { toText } from "./spans.js";

/** At most 20 times a second. */
const leastRedrawMs = 50;
/** How often the screen changes when nothing arrives: the seconds until a reconnect, the rate of updates. */
const tickMs = 1_000;
/** Trades that wait for the view. It shows the latest, so it may leave out others. */
const tradesWaiting = 10_000;

/** Shows live data in place until the signal fires. Leaves what was last shown in the terminal. */
export async function watchOnTerminal(run: WatchRun & { readonly clock: Clock }): Promise<void> {
  if (run.signal.aborted) return;
  const view = new TerminalView(run);
  // Also when the process ends at once, such as after the second Ctrl-C.
  const restore = () => view.restore();
  process.once("exit", restore);
  try {
    await view.show();
  } finally {
    process.off("exit", restore);
    view.end();
  }
}

class TerminalView {
  readonly #run: WatchRun & { readonly clock: Clock };
  readonly #board: Board;
  readonly #painter: Painter;
  readonly #timer: RedrawTimer;
  readonly #widths = new Map<string, Map<string, number>>();
  #size = "";
  #state: ConnectionState;
  #sinceMs: number;
  #updatesPerSecond = 0;
  #countedUpdates = 0;
  #countedMs: number;
  #dropped = 0;
  #hasEnded = false;
  #cancelTick = () => {};

  constructor(run: WatchRun & { readonly clock: Clock }) {
    this.#run = run;
    this.#board = new Board(run.codes);
    this.#painter = new Painter(run.stdout);
    this.#timer = new RedrawTimer(run.clock, leastRedrawMs, () => this.#draw());
    this.#state = run.client.state;
    this.#sinceMs = run.clock.nowMs();
    this.#countedMs = this.#sinceMs;
  }

  async show(): Promise<void> {
    const { client, codes, views, signal, clock, stdout } = this.#run;
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal.addEventListener("abort", abort, { once: true });
    stdout.on("resize", this.#redraw).on("drain", this.#release).on("error", abort);
    this.#painter.open();
    this.#tick();
    const states = client.states()[Symbol.asyncIterator]();
    const following = this.#followStates(states);
    try {
      await followFeeds({
        client,
        codes,
        views,
        options: { onFailure: "skip" },
        ticks: { policy: "drop-oldest", bufferSize: tradesWaiting },
        signal: stop.signal,
        onUpdate: (update) => this.#take(update, clock.nowMs()),
        onRefused: (of, refused) => this.#refuse(of, refused),
        onDropped: (dropped) => {
          this.#dropped = dropped;
        },
      });
    } finally {
      signal.removeEventListener("abort", abort);
      stdout.off("resize", this.#redraw).off("drain", this.#release).off("error", abort);
      await states.return?.();
      await following;
    }
  }

  /** Gives the terminal back. */
  restore(): void {
    this.#painter.close();
  }

  /** Gives the terminal back, and leaves there what was shown last. */
  end(): void {
    this.#timer.stop();
    this.#cancelTick();
    this.#hasEnded = true;
    const last = this.#drawLines().map((line) => line.trimEnd());
    this.restore();
    if (this.#board.updates > 0) this.#run.stdout.write(`${last.join("\n").trimEnd()}\n`);
  }

  #take(update: FeedUpdate, nowMs: number): undefined {
    // A view that has all of its codes again says so only here.
    if (update.kind === "resumed") this.#board.refuse(update.of, update.refused);
    this.#board.take(update, nowMs);
    this.#timer.request();
  }

  #refuse(of: FeedName, refused: readonly FailedTopic[]): void {
    this.#board.refuse(of, refused);
    this.#timer.request();
  }

  async #followStates(states: AsyncIterator<ConnectionState>): Promise<void> {
    for (let next = await states.next(); !next.done; next = await states.next()) {
      this.#state = next.value;
      this.#sinceMs = this.#run.clock.nowMs();
      // The log of the client may have written to the terminal.
      this.#painter.reset();
      this.#timer.request();
    }
  }

  #tick(): void {
    const nowMs = this.#run.clock.nowMs();
    const passedMs = nowMs - this.#countedMs;
    if (passedMs > 0) this.#updatesPerSecond = ((this.#board.updates - this.#countedUpdates) / passedMs) * 1_000;
    this.#countedMs = nowMs;
    this.#countedUpdates = this.#board.updates;
    this.#timer.request();
    this.#cancelTick = this.#run.clock.schedule(() => this.#tick(), tickMs);
  }

  readonly #redraw = () => this.#timer.request();

  readonly #release = () => this.#timer.release();

  #draw(): void {
    const size = `${this.#run.columns()} ${this.#run.rows()}`;
    if (size !== this.#size) {
      this.#size = size;
      this.#widths.clear();
      this.#painter.reset();
    }
    if (!this.#painter.paint(this.#drawLines())) this.#timer.hold();
  }

  #drawLines(): string[] {
    const { client, views, clock, color } = this.#run;
    const [columns, rows] = [this.#run.columns(), this.#run.rows()];
    const nowMs = clock.nowMs();
    const lines = drawScreen({
      board: this.#board,
      views,
      status: {
        state: this.#state,
        sinceMs: this.#sinceMs,
        gateway: client.gateway,
        hasUpdates: this.#board.updates > 0,
        updatesPerSecond: this.#updatesPerSecond,
        gap: this.#board.gap,
        dropped: this.#dropped,
        hasEnded: this.#hasEnded,
      },
      columns,
      rows,
      nowMs,
      widths: this.#widths,
    });
    return lines.map((line) => toText(line, columns, color));
  }
}
