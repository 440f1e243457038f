import { describe, expect, it } from "vitest";
import { iterateBatches } from "./iterate-batches.js";

const never = new Promise<never>(() => {});

function over(batches: readonly (readonly number[])[], { hangs = false, fails = false } = {}) {
  const state = { pulled: 0, isClosed: false, stop: undefined as AbortController | undefined };
  const iterator = iterateBatches<number>(async function* (stop) {
    state.stop = stop;
    try {
      for (const batch of batches) {
        state.pulled++;
        yield batch;
      }
      if (hangs) await never;
      if (fails) throw new Error("no more");
    } finally {
      state.isClosed = true;
    }
  });
  return { iterator, state };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

describe("an iterator over batches", () => {
  it("yields all items in order, past empty batches", async () => {
    expect(await collect(over([[], [1, 2], [], [3], []]).iterator)).toEqual([1, 2, 3]);
    expect(await collect(over([]).iterator)).toEqual([]);
  });

  it("pulls a batch only when one of its items is needed", async () => {
    const { iterator, state } = over([[1, 2], [3]]);
    expect(state.pulled).toBe(0);
    await iterator.next();
    await iterator.next();
    expect(state.pulled).toBe(1);
    await iterator.next();
    expect(state.pulled).toBe(2);
  });

  it("answers overlapping calls in order", async () => {
    const { iterator } = over([[1], [2, 3]]);
    const results = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(results.map(({ value }) => value)).toEqual([1, 2, 3, undefined, undefined]);
    expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true]);
  });

  it("throws the generator's error, once, and then ends", async () => {
    const { iterator } = over([[1]], { fails: true });
    const results = await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it("aborts nothing when it ends on its own", async () => {
    const { iterator, state } = over([[1]]);
    await collect(iterator);
    expect(state.isClosed).toBe(true);
    expect(state.stop?.signal.aborted).toBe(false);
  });
});

describe("leaving", () => {
  it("ends waiting calls immediately, even if the generator hangs", async () => {
    const { iterator, state } = over([[1]], { hangs: true });
    await iterator.next();
    const waiting = [iterator.next(), iterator.next()];
    expect(await iterator.return()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(state.stop?.signal.aborted).toBe(true);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it("closes the generator, and forgets the rest of the batch", async () => {
    const { iterator, state } = over([[1, 2, 3], [4]]);
    for await (const _ of iterator) break;
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await Promise.resolve();
    expect(state.isClosed).toBe(true);
    expect(state.pulled).toBe(1);
  });

  it("works before the first item, twice, and by throw() and await using", async () => {
    const { iterator, state } = over([[1]]);
    await iterator.return();
    await iterator.return();
    expect(state.pulled).toBe(0);
    await expect(over([[1]]).iterator.throw(new Error("enough"))).rejects.toThrow("enough");
    const other = over([[1]]).iterator;
    await other[Symbol.asyncDispose]();
    expect(await other.next()).toEqual({ done: true, value: undefined });
  });

  it("leaves no rejection unhandled when the generator fails afterwards", async () => {
    let fail = () => {};
    const iterator = iterateBatches<number>(async function* () {
      await new Promise<void>((_, reject) => {
        fail = () => reject(new Error("too late"));
      });
      yield [1];
    });
    const waiting = iterator.next();
    await iterator.return();
    fail();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await new Promise((resolve) => setImmediate(resolve));
  });
});
