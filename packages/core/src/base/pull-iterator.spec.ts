import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PullIterator } from "./pull-iterator.js";

/** An iterator over the numbers that a test puts in. */
function setup() {
  const values: (number | Error | "end")[] = [];
  const counts = { closed: 0, waiting: 0 };
  const iterator = new PullIterator<number>({
    take() {
      const value = values.shift();
      if (value instanceof Error) throw value;
      if (value === "end") return { done: true, value: undefined };
      return value === undefined ? undefined : { done: false, value };
    },
    wait() {
      counts.waiting++;
      return () => counts.waiting--;
    },
    close: () => counts.closed++,
  });
  const put = (...added: (number | Error | "end")[]) => {
    values.push(...added);
    iterator.pull();
  };
  return { iterator, put, counts };
}

const done = { done: true, value: undefined };
const of = (value: number) => ({ done: false, value });

describe("an iterator", () => {
  it("delivers values in order to waiting and later calls", async () => {
    const { iterator, put, counts } = setup();
    const early = [iterator.next(), iterator.next()];
    expect(counts.waiting).toBe(1);
    put(1, 2, 3, "end");
    expect(await Promise.all(early)).toEqual([of(1), of(2)]);
    expect(counts.waiting).toBe(0);
    expect(await iterator.next()).toEqual(of(3));
    expect([await iterator.next(), await iterator.next()]).toEqual([done, done]);
    expect(counts).toEqual({ closed: 1, waiting: 0 });
  });

  it.each(["return", "throw", "dispose"] as const)("can be left while values are waited for: %s", async (way) => {
    const { iterator, put, counts } = setup();
    const waiting = [iterator.next(), iterator.next()];
    if (way === "return") expect(await iterator.return()).toEqual(done);
    else if (way === "throw") await expect(iterator.throw(new Error("mine"))).rejects.toThrow("mine");
    else await iterator[Symbol.asyncDispose]();
    expect(await Promise.all(waiting)).toEqual([done, done]);
    put(1);
    expect(await iterator.next()).toEqual(done);
    expect(await iterator.return()).toEqual(done);
    expect(counts).toEqual({ closed: 1, waiting: 0 });
  });

  it("rejects one call with the source's error, and then ends", async () => {
    const { iterator, put, counts } = setup();
    const waiting = [iterator.next(), iterator.next()];
    put(new Error("lost"), 1);
    await expect(waiting[0]).rejects.toThrow("lost");
    expect([await waiting[1], await iterator.next()]).toEqual([done, done]);
    expect(counts.closed).toBe(1);
  });

  it("closes when a loop leaves or throws", async () => {
    for (const leave of [() => "break", () => Promise.reject(new Error("mine"))]) {
      const { iterator, put, counts } = setup();
      put(1, 2);
      const loop = (async () => {
        for await (const _ of iterator) if (await leave()) break;
      })();
      await loop.catch(() => {});
      expect(counts.closed).toBe(1);
    }
  });

  it("delivers each value once, whatever the order of calls and values", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean()), async (steps) => {
        const { iterator, put } = setup();
        const taken: Promise<IteratorResult<number, void>>[] = [];
        let sent = 0;
        for (const isNext of steps) {
          if (isNext) taken.push(iterator.next());
          else put(sent++);
        }
        await iterator.return();
        const values = (await Promise.all(taken)).flatMap((result) => (result.done ? [] : [result.value]));
        expect(values).toEqual(Array.from({ length: Math.min(taken.length, sent) }, (_, index) => index));
      }),
    );
  });
});
