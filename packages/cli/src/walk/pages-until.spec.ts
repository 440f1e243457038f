import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { Interrupt } from "../base/interrupt.js";
import { pagesUntil } from "./pages-until.js";

/** Twenty pages, then one that never arrives. */
async function* pages(): AsyncGenerator<number, void, undefined> {
  for (let page = 0; page < 20; page++) yield page;
  await new Promise(() => {});
}

it("listens once, however many pages came, and ends when it has to", async () => {
  const interrupt = new Interrupt();
  const seen: number[] = [];
  await interrupt.untilDone(async () => {
    for await (const page of pagesUntil(pages(), interrupt)) {
      seen.push(page);
      if (page < 19) continue;
      interrupt.take("SIGINT");
      setImmediate(() => {
        expect(getEventListeners(interrupt.signal, "abort").length).toBeLessThanOrEqual(1);
        interrupt.stop();
      });
    }
  });
  expect(seen).toHaveLength(20);
  expect(getEventListeners(interrupt.signal, "abort").length).toBeLessThanOrEqual(1);
});
