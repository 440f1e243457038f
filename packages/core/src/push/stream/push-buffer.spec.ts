import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PushBuffer } from "./push-buffer.js";

interface Tick {
  readonly code: string;
  readonly sequence: number;
}

const tick = fc.record({ code: fc.constantFrom("a", "b", "c", "d"), sequence: fc.nat() });
const size = fc.integer({ min: 1, max: 5 });

function drain<T>(buffer: PushBuffer<T>): T[] {
  const all: T[] = [];
  for (let push = buffer.take(); push !== undefined; push = buffer.take()) all.push(push);
  return all;
}

describe("waiting pushes", () => {
  it("never exceed the size, and every push is delivered or counted as dropped", () => {
    fc.assert(
      fc.property(
        size,
        fc.constantFrom("drop-oldest" as const, "conflate" as const),
        fc.array(tick),
        (most, policy, ticks) => {
          const buffer = new PushBuffer<Tick>(most, policy, ({ code }) => code);
          for (const one of ticks) {
            expect(buffer.add(one)).toBe(true);
            expect(buffer.length).toBeLessThanOrEqual(most);
          }
          const dropped = buffer.dropped;
          expect(drain(buffer).length + dropped).toBe(ticks.length);
        },
      ),
    );
  });

  it("are the newest ones under drop-oldest, in order", () => {
    fc.assert(
      fc.property(size, fc.array(tick), (most, ticks) => {
        const buffer = new PushBuffer<Tick>(most, "drop-oldest", ({ code }) => code);
        for (const one of ticks) buffer.add(one);
        expect(drain(buffer)).toEqual(ticks.slice(-most));
      }),
    );
  });

  it("are the newest of each key under conflate", () => {
    fc.assert(
      fc.property(fc.array(tick), (ticks) => {
        const buffer = new PushBuffer<Tick>(4, "conflate", ({ code }) => code);
        for (const one of ticks) buffer.add(one);
        const newest = new Map(ticks.map((one) => [one.code, one]));
        expect(drain(buffer)).toEqual([...newest.values()]);
      }),
    );
  });

  it("are the newest of each key and connection under conflate, in the order of connections", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ one: tick, isNext: fc.boolean() })), (ticks) => {
        const buffer = new PushBuffer<Tick>(1_000, "conflate", ({ code }) => code);
        let connection = 1;
        const newest = new Map<string, Tick>();
        for (const { one, isNext } of ticks) {
          if (isNext) connection++;
          buffer.add(one, connection);
          newest.set(`${connection} ${one.code}`, one);
        }
        const taken: Tick[] = [];
        for (let next = buffer.nextConnection; next !== undefined; next = buffer.nextConnection) {
          const push = buffer.take();
          if (push) taken.push(push);
          expect(buffer.nextConnection ?? next).toBeGreaterThanOrEqual(next);
        }
        expect(taken).toEqual([...newest.values()]);
      }),
    );
  });

  it("are refused under error when the buffer is full", () => {
    const buffer = new PushBuffer<number>(2, "error", String);
    expect([buffer.add(1), buffer.add(2), buffer.add(3)]).toEqual([true, true, false]);
    expect(buffer.dropped).toBe(0);
    expect(drain(buffer)).toEqual([1, 2]);
  });
});
