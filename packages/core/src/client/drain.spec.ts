import { settle } from "@opend/test-kit/queue";
import { expect, it } from "vitest";
import { Notify } from "../gen/protocols/Notify.js";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf, thrownBy } from "../testing/caught.js";
import { reply } from "../testing/fake-gateway.js";
import { body, c2s, cut, openScene } from "../testing/open-scene.js";

it("lets the requests in flight finish, accepts no new ones, and closes", async () => {
  const scene = await openScene();
  let answer = () => {};
  scene.onQuery = (request, peer) => {
    answer = () => reply(peer, request, Qot_GetShortInterest, { s2c: body });
  };
  const inFlight = scene.client.call(Qot_GetShortInterest, c2s);
  while (scene.asked === 0) await settle();
  const drained = scene.client.drain();
  expect(await rejectionOf(scene.client.call(Qot_GetShortInterest, c2s))).toMatchObject({
    code: "SessionClosed",
    sent: false,
  });
  expect(thrownBy(() => scene.client.pushes(Notify)).code).toBe("SessionClosed");
  expect(scene.client.state.status).toBe("ready");
  answer();
  expect(await inFlight).toEqual(body);
  await drained;
  expect(scene.client.state).toMatchObject({ status: "closed", cause: undefined });
  await scene.client.drain();
  expect(scene.asked).toBe(1);
});

it("includes a query that waits for the next connection", async () => {
  const scene = await openScene();
  cut(scene);
  await scene.until("reconnecting");
  const waiting = scene.client.call(Qot_GetShortInterest, c2s);
  const drained = scene.client.drain();
  await scene.until("ready", 2);
  expect(await waiting).toEqual(body);
  await drained;
});

it("closes an idle client immediately", async () => {
  const scene = await openScene();
  await scene.client.drain();
  expect(await scene.client.closed).toBeUndefined();
  expect(scene.clock.scheduled).toBe(0);
});

it("closes after its timeout even if requests are in flight", async () => {
  const scene = await openScene();
  scene.onQuery = () => {};
  const inFlight = rejectionOf(scene.client.call(Qot_GetShortInterest, c2s));
  while (scene.asked === 0) await settle();
  const drained = scene.client.drain({ timeoutMs: 500 });
  scene.clock.advance(500);
  await drained;
  expect(await inFlight).toMatchObject({ code: "SessionClosed", sent: true });
});
