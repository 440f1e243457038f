import { describe, expect, it } from "vitest";
import { Qot_GetShortInterest } from "../gen/protocols/Qot_GetShortInterest.js";
import { rejectionOf } from "../testing/caught.js";
import { type Answer, reply } from "../testing/fake-gateway.js";
import { c2s, command, cut, openScene, type Scene } from "../testing/open-scene.js";

const refusing =
  (retType: number, retMsg: string): Answer =>
  (request, peer) =>
    reply(peer, request, Qot_GetShortInterest, { retType, retMsg });

/** The error of a command to which the gateway behaves like this. */
async function failureOf(answer: Answer, then: (scene: Scene) => void = () => {}) {
  const scene = await openScene({ timeoutMs: 700 });
  const arrived = new Promise<void>((resolve) => {
    scene.onQuery = (request, peer) => {
      answer(request, peer);
      resolve();
    };
  });
  const failing = rejectionOf(scene.client.call(command, c2s));
  await arrived;
  then(scene);
  return await failing;
}

describe("a command that may have been carried out is not retryable after", () => {
  it("no reply in time", async () => {
    const error = await failureOf(
      () => {},
      ({ clock }) => clock.advance(700),
    );
    expect(error).toMatchObject({ code: "Timeout", sent: true, timeoutMs: 700, retryable: false });
  });

  it("a lost connection", async () => {
    expect(await failureOf(() => {}, cut)).toMatchObject({ code: "ConnectionLost", sent: true, retryable: false });
  });

  it.each([
    ["GatewayError", -100, "no reply"],
    ["GatewayError", -200, "gone"],
    ["GatewayUnavailable", -1, "网络中断"],
  ])("%s with retType %d: %s", async (code, retType, retMsg) => {
    expect(await failureOf(refusing(retType, retMsg))).toMatchObject({ code, retType, retMsg, retryable: false });
  });

  it("a reply that cannot be read", async () => {
    const error = await failureOf(({ protocolId, serial }, peer) =>
      peer.send({ protocolId, serial, body: new Uint8Array([0xff]) }),
    );
    expect(error).toMatchObject({ code: "MalformedMessage", messageName: expect.any(String), retryable: false });
  });

  it("a frame that cannot be read, which fails a query beside it in a way that is retryable", async () => {
    const scene = await openScene();
    scene.onQuery = (_, peer) => {
      if (scene.asked === 2) peer.sendBytes(new Uint8Array(64));
    };
    const asking = scene.client.call(Qot_GetShortInterest, c2s, { retry: false });
    const [query, ordered] = await Promise.all([rejectionOf(asking), rejectionOf(scene.client.call(command, c2s))]);
    expect(query).toMatchObject({ code: "MalformedFrame", retryable: true });
    expect(ordered).toMatchObject({ code: "MalformedFrame", message: query.message, retryable: false });
  });
});

describe("a command that was not carried out is retryable after", () => {
  it("a refusal as one too many", async () => {
    const error = await failureOf(refusing(-1, "Maximum 60 times per 30 seconds"));
    expect(error).toMatchObject({ code: "RateLimited", retryAfterMs: 30_000, retryable: true });
  });

  it("finding no connection", async () => {
    const scene = await openScene();
    cut(scene);
    await scene.until("reconnecting");
    const error = await rejectionOf(scene.client.call(command, c2s));
    expect(error).toMatchObject({ code: "ConnectionLost", sent: false, retryable: true });
  });
});
