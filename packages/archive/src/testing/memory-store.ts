import { MemoryQueue } from "../queue/memory-queue.js";
import type { Commit, Store, SubjectState } from "../store/store.js";

/** A store that keeps how far subjects are, and forgets rows: what the engine itself needs shows. */
export class MemoryStore implements Store {
  readonly location = "memory";
  readonly #states = new Map<string, SubjectState>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async isSimulated() {
    return true;
  }

  async claimSource() {}

  async prepare() {}

  async beginRun(_: unknown, now: Date) {
    return { id: "run", beganAt: now.toISOString() };
  }

  async endRun() {}

  async noteAsked() {}

  async subjects() {
    return [];
  }

  async statesOf() {
    return this.#states;
  }

  async stateOf(_: unknown, subject: string): Promise<SubjectState> {
    return this.#states.get(subject) ?? { coverage: [] };
  }

  async finishedSince() {
    return [];
  }

  async commit(_: unknown, { subject, rows, state }: Commit) {
    this.#states.set(subject, state);
    return rows.length;
  }

  async snapshot() {
    return { async *rows() {}, partitions: async () => [], async [Symbol.asyncDispose]() {} };
  }

  async codesOf() {
    return [];
  }

  async openQueue() {
    return new MemoryQueue(this.#now);
  }

  async status() {
    return [];
  }

  async close() {}

  async [Symbol.asyncDispose]() {}
}
