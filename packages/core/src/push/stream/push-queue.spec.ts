import fc from "fast-check";
import { expect, it } from "vitest";
import { PushQueue } from "./push-queue.js";

it("returns its items in order, however it is filled and emptied", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ add: fc.nat(1500), take: fc.nat(1500) }), { maxLength: 8 }), (steps) => {
      const queue = new PushQueue<number>();
      const model: number[] = [];
      let next = 0;
      for (const { add, take } of steps) {
        for (let n = 0; n < add; n++) {
          queue.add(next);
          model.push(next++);
        }
        for (let n = 0; n < take; n++) expect(queue.take()).toBe(model.shift());
        expect(queue.length).toBe(model.length);
      }
    }),
    { numRuns: 50 },
  );
});
