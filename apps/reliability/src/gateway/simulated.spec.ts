import { GetUserInfo } from "@opend/futu/protocols";
import { handle } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { connectOn, routes, startOn } from "../testing/routes.js";
import { openTarget, targets } from "../testing/targets.js";

describe.each(targets)("a simulated gateway identifies itself: $name", (target) => {
  it("on the first connection and on every later one", async () => {
    const { client, gateway } = await openTarget(target, {}, { reconnect: { baseDelayMs: 1 } });
    expect(client.gateway).toMatchObject({ simulated: true, brand: target.brand });
    gateway.dropConnections();
    await expect.poll(() => client.state).toMatchObject({ status: "ready", epoch: 2, gateway: { simulated: true } });
  });

  it("even if the program answers GetUserInfo itself", async () => {
    const handlers = [handle(GetUserInfo, () => ({ isAppNNOrMM: target.brand === "futu", userID: 7n }))];
    const { client } = await openTarget(target, { handlers });
    expect(client.gateway.simulated).toBe(true);
  });
});

it.each(routes)("a simulated gateway identifies itself over $name", async (route) => {
  await using gateway = await startOn(route);
  await using client = await connectOn(route, gateway);
  expect(client.gateway.simulated).toBe(true);
});
