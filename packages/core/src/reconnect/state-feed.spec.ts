import { expect, it } from "vitest";
import type { ConnectionState } from "./connection-state.js";
import { StateFeed } from "./state-feed.js";

const closed = (epoch: number): ConnectionState => ({ status: "closed", epoch, cause: undefined });
const ready: ConnectionState = {
  status: "ready",
  epoch: 1,
  gateway: {
    brand: "futu",
    endpoint: "",
    transport: "tcp",
    connectionId: undefined,
    serverVersion: undefined,
    simulated: false,
  },
  resumed: undefined,
};

it("yields the current state and every later one, and ends after closed", async () => {
  const feed = new StateFeed(ready);
  const [whole, late] = [feed.iterate(), feed.iterate()];
  const first = whole.next();
  feed.set({ ...ready, epoch: 2 });
  feed.set(closed(3));
  expect(await first).toMatchObject({ value: { epoch: 1 } });
  const seen: number[] = [];
  for await (const { epoch } of whole) seen.push(epoch);
  expect(seen).toEqual([2, 3]);
  expect((await late.next()).value).toEqual(closed(3));
  expect((await late.next()).done).toBe(true);
});

it("can be left while waiting for a state", async () => {
  const feed = new StateFeed(ready);
  const states = feed.iterate();
  expect((await states.next()).value).toMatchObject({ epoch: 1 });
  const next = states.next();
  expect(await states.return()).toEqual({ done: true, value: undefined });
  expect(await next).toEqual({ done: true, value: undefined });
  feed.set(closed(2));
  expect((await states.next()).done).toBe(true);
});
