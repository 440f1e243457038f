import { connect } from "node:net";
import { monotonicMs } from "./monotonic-ms.js";
import { percentile } from "./percentile.js";
import { readSettings, serveRounds } from "./serve-rounds.js";

/** The settings of the sides that take pushes. */
export interface PushSettings {
  readonly url: string;
  readonly orderPort: number;
  /** True: pushes come one by one, to measure the delay. False: they come as fast as the client takes them. */
  readonly isPaced: boolean;
}

/** An order for pushes: one line of JSON to the order port. */
export interface FeedOrder {
  readonly messages: number;
  readonly isPaced: boolean;
}

/** A trade from any library. 64-bit integers are bigints, or objects that print like one. */
export interface AnyTick {
  readonly sequence: unknown;
  readonly price: number;
  readonly volume: unknown;
  readonly timestamp?: number | undefined;
}

/** The security to subscribe to. */
export const pushedCode = "HK.00700";

/** The settings of this side. */
export const pushSettings: PushSettings = readSettings();

const { orderPort, isPaced } = pushSettings;
const orders = connect({ host: "127.0.0.1", port: orderPort });

/** Counts pushes, and finishes a round when all of its pushes have arrived. */
export class PushCounter {
  #messages = 0;
  #ticks = 0;
  #last: AnyTick | undefined;
  #delaysMs: number[] = [];
  #wanted = 0;
  #onDone = () => {};

  /** Counts a push. */
  add(ticks: readonly AnyTick[]): void {
    this.#messages++;
    this.#ticks += ticks.length;
    this.#last = ticks[ticks.length - 1];
    if (isPaced) this.#delaysMs.push(monotonicMs() - (this.#last?.timestamp ?? 0));
    if (this.#messages === this.#wanted) this.#onDone();
  }

  /** Runs rounds: orders pushes and waits for them. */
  async serve(): Promise<never> {
    return await serveRounds(async (messages) => {
      [this.#messages, this.#ticks, this.#delaysMs, this.#wanted] = [0, 0, [], messages];
      const done = new Promise<void>((resolve) => {
        this.#onDone = resolve;
      });
      orders.write(`${JSON.stringify({ messages, isPaced } satisfies FeedOrder)}\n`);
      await done;
      const { sequence, price, volume } = this.#last ?? {};
      const check = [this.#messages, this.#ticks, String(sequence), price, String(volume)];
      return { check, ...(isPaced ? { figures: { p99Ms: percentile(this.#delaysMs, 0.99) } } : {}) };
    });
  }
}
