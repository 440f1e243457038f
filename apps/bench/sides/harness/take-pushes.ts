import { connect } from "node:net";
import { monotonicMs } from "./monotonic-ms.js";
import { percentile } from "./percentile.js";
import { readSettings, serveRounds } from "./serve-rounds.js";

/** What the sides that take pushes are told. */
export interface PushSettings {
  readonly url: string;
  readonly orderPort: number;
  /** Whether pushes come one by one, so that their delay can be measured, or as fast as they are taken. */
  readonly isPaced: boolean;
}

/** What is written to the port at which pushes are ordered, a line each. */
export interface FeedOrder {
  readonly messages: number;
  readonly isPaced: boolean;
}

/** A trade, whoever has read it: 64-bit integers are bigint, or objects that print as one. */
export interface AnyTick {
  readonly sequence: unknown;
  readonly price: number;
  readonly volume: unknown;
  readonly timestamp?: number | undefined;
}

/** What is subscribed. */
export const pushedCode = "HK.00700";

/** What this side was told. */
export const pushSettings: PushSettings = readSettings();

const { orderPort, isPaced } = pushSettings;
const orders = connect({ host: "127.0.0.1", port: orderPort });

/** Counts pushes as they come, and says when those of a round are there. */
export class PushCounter {
  #messages = 0;
  #ticks = 0;
  #last: AnyTick | undefined;
  #delaysMs: number[] = [];
  #wanted = 0;
  #onDone = () => {};

  /** Takes a push in. */
  add(ticks: readonly AnyTick[]): void {
    this.#messages++;
    this.#ticks += ticks.length;
    this.#last = ticks[ticks.length - 1];
    if (isPaced) this.#delaysMs.push(monotonicMs() - (this.#last?.timestamp ?? 0));
    if (this.#messages === this.#wanted) this.#onDone();
  }

  /** Orders pushes when it is told to, and takes them. */
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
