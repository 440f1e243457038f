import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, it } from "vitest";
import { linkSignals, onAbort } from "./on-abort.js";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

it("calls all callbacks with one listener, and none that were removed", () => {
  const { signal } = new AbortController();
  const called: number[] = [];
  const releases = Array.from({ length: 50 }, (_, n) => onAbort(signal, () => called.push(n)));
  expect(listeners(signal)).toBe(1);
  for (const release of releases) release();
  expect(listeners(signal)).toBe(1);
  const controller = new AbortController();
  for (let n = 0; n < 3; n++) onAbort(controller.signal, () => called.push(n));
  controller.abort();
  expect(called).toEqual([0, 1, 2]);
});

it("calls exactly the current callbacks, in any order of adding, removing and firing", () => {
  const step = fc.oneof(fc.constant("join" as const), fc.nat(9));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const controller = new AbortController();
      const called = new Set<number>();
      const releases: (() => void)[] = [];
      const left = new Set<number>();
      for (const one of steps) {
        if (one === "join") {
          const n = releases.length;
          releases.push(onAbort(controller.signal, () => called.add(n)));
        } else {
          releases[one]?.();
          if (one < releases.length) left.add(one);
        }
        expect(listeners(controller.signal)).toBeLessThanOrEqual(1);
      }
      controller.abort();
      expect(called).toEqual(new Set([...releases.keys()].filter((n) => !left.has(n))));
    }),
  );
});

it("does nothing without a signal, or with one that has fired", () => {
  const called: string[] = [];
  onAbort(undefined, () => called.push("none"))();
  onAbort(AbortSignal.abort(), () => called.push("fired"))();
  expect(called).toEqual([]);
});

it("links signals: the first one that fires counts, with its reason", () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const linked = linkSignals(first.signal, undefined, second.signal);
  expect(linked.signal.aborted).toBe(false);
  second.abort("enough");
  expect(linked.signal.reason).toBe("enough");
  first.abort("later");
  expect(linked.signal.reason).toBe("enough");
  const third = new AbortController();
  expect(linkSignals(third.signal, AbortSignal.abort("before")).signal.reason).toBe("before");
  const released = linkSignals(third.signal);
  released.release();
  third.abort();
  expect(released.signal.aborted).toBe(false);
});
