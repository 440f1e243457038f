import { connect } from "@opend/futu";
import { GetGlobalState, Notify, Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/futu/protocols";
import type { PagingClient } from "@opend/pager";
import { describe, expect, it, onTestFinished } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { type Answer, type FakePeer, startFakeGateway } from "../testing/fake-gateway.js";

const transports = [{ transport: "tcp" }, { transport: "websocket" }] as const;
const sha1Offset = 16;
const formatOffset = 6;

describe.each(transports)("bad frames over $transport", ({ transport }) => {
  const open = async (answer: Answer): Promise<PagingClient> => {
    const client = await connect({
      url: await startFakeGateway(transport, answer),
      env: {},
      reconnect: false,
      retry: false,
    });
    onTestFinished(() => client.close());
    return client;
  };
  const failedPage = async (client: PagingClient) => {
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    return { error, cause: error.cause };
  };

  it("drops a frame that answers no request, and accepts the reply after it", async () => {
    const client = await open(({ protocolId, serial }, peer) => {
      const body = Qot_GetShortInterest.response.encode({ retType: 0 });
      peer.sendBytes(peer.encode({ protocolId: Qot_GetShortInterest.id, serial, body }));
      sendPage(peer, protocolId, 1_000_003);
      // The protocol id of a push that today's clients do not know.
      peer.sendBytes(peer.encode({ protocolId: 3999, serial: 0, body: Uint8Array.of(1) }));
      sendPage(peer, protocolId, serial);
    });
    for (let page = 1; page <= 3; page++) {
      expect((await client.dailyShortVolume("HK.00700").page()).rows).toEqual([]);
      expect(client.stats().strayFrames).toBe(3 * page);
    }
    expect(client.state).toMatchObject({ status: "ready", epoch: 1 });
  });

  it("refuses a body that does not parse, and keeps the session", async () => {
    let asked = 0;
    const client = await open(({ protocolId, serial }, peer) => {
      if (asked++ > 0) sendPage(peer, protocolId, serial);
      // Field 4: the header of a 100-byte message, without the bytes.
      else peer.sendBytes(peer.encode({ protocolId, serial, body: Uint8Array.of(0x08, 0, 0x22, 100) }));
    });
    const { cause } = await failedPage(client);
    const { messageName, path } = errorOf(cause, "MalformedMessage");
    expect([messageName, path]).toEqual(["Qot_GetDailyShortVolume.Response", undefined]);
    expect((await client.dailyShortVolume("HK.00700").page()).rows).toEqual([]);
  });

  it("refuses a reply without a retType", async () => {
    const client = await open(({ protocolId, serial }, peer) =>
      peer.sendBytes(peer.encode({ protocolId, serial, body: new Uint8Array() })),
    );
    const { cause } = await failedPage(client);
    expect(errorOf(cause, "MalformedMessage").path).toBe("retType");
  });

  it("refuses a body that lacks a required field, and names it", async () => {
    // retType 0 and field 4: a body without fields.
    const client = await open(({ protocolId, serial }, peer) =>
      peer.sendBytes(peer.encode({ protocolId, serial, body: Uint8Array.of(0x08, 0, 0x22, 0) })),
    );
    const error = await rejectionOf(client.call(GetGlobalState, { userID: 0n }), "MalformedMessage");
    expect(error).toMatchObject({ messageName: "GetGlobalState.Response", path: "s2c.marketHK", retryable: true });
  });

  it("refuses success without a body if the body has required fields", async () => {
    const client = await open(({ protocolId, serial }, peer) =>
      peer.sendBytes(peer.encode({ protocolId, serial, body: Uint8Array.of(0x08, 0) })),
    );
    const error = await rejectionOf(client.call(GetGlobalState, { userID: 0n }), "MalformedMessage");
    expect(error.path).toBe("marketHK");
  });

  it("takes success without a body for an empty page if the body has no required fields", async () => {
    const client = await open(({ protocolId, serial }, peer) =>
      peer.sendBytes(peer.encode({ protocolId, serial, body: Uint8Array.of(0x08, 0) })),
    );
    expect(await client.dailyShortVolume("HK.00700").toArray({ limit: 10 })).toEqual([]);
  });

  it("passes on the gateway's error number", async () => {
    const client = await open(({ protocolId, serial }, peer) => {
      const body = Qot_GetDailyShortVolume.response.encode({ retType: -1, retMsg: "no", errCode: 77 });
      peer.sendBytes(peer.encode({ protocolId, serial, body }));
    });
    const { cause } = await failedPage(client);
    expect(errorOf(cause, "GatewayError")).toMatchObject({ retType: -1, retMsg: "no", errCode: 77 });
  });

  it("skips fields that a newer gateway sends", async () => {
    const client = await open(({ protocolId, serial }, peer) => {
      const s2c = { usItemList: [], hkItemList: [{ timestampStr: "2026-05-08" }] };
      const page = Qot_GetDailyShortVolume.response.encode({ retType: 0, s2c });
      // Field 1000: a text of two bytes.
      const body = Uint8Array.of(0xc2, 0x3e, 2, 0x6f, 0x6b, ...page);
      peer.sendBytes(peer.encode({ protocolId, serial, body }));
    });
    expect((await client.dailyShortVolume("HK.00700").page()).rows).toHaveLength(1);
  });

  it("never takes a push for the reply, whatever its serial number", async () => {
    const client = await open(({ protocolId, serial }, peer) => {
      const push = Notify.push.encode({ retType: 0, s2c: { type: 1 } });
      peer.sendBytes(peer.encode({ protocolId: Notify.id, serial, body: push }));
      sendPage(peer, protocolId, serial);
    });
    expect((await client.dailyShortVolume("HK.00700").page()).rows).toEqual([]);
  });

  it("ends the session at bytes that are not a frame", async () => {
    const client = await open((_, peer) =>
      peer.sendBytes(new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const { error, cause } = await failedPage(client);
    errorOf(cause, "MalformedFrame");
    expect(error.retryable).toBe(true);
    expect(await client.closed).toBe(cause);
  });
});

describe("bad frames that only TCP has", () => {
  const openCorrupted = async (corrupt: (frame: Uint8Array) => void): Promise<PagingClient> => {
    const url = await startFakeGateway("tcp", ({ protocolId, serial }, peer) => {
      const frame = peer.encode({ protocolId, serial, body: emptyPage });
      corrupt(frame);
      peer.sendBytes(frame);
    });
    const client = await connect({ url, env: {}, reconnect: false, retry: false });
    onTestFinished(() => client.close());
    return client;
  };

  it("ends the session at a wrong SHA-1", async () => {
    const client = await openCorrupted((frame) => frame.set([1, 2, 3], sha1Offset));
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    const cause = errorOf(error.cause, "ChecksumMismatch");
    expect(cause.protocolId).toBe(Qot_GetDailyShortVolume.id);
    expect(await client.closed).toBe(cause);
  });

  it("ends the session at a body that is not protobuf", async () => {
    const client = await openCorrupted((frame) => frame.set([1], formatOffset));
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    errorOf(error.cause, "MalformedFrame");
  });
});

describe("frames that TCP cuts into pieces", () => {
  it("may arrive byte by byte", async () => {
    const url = await startFakeGateway("tcp", ({ protocolId, serial }, peer) => {
      for (const byte of peer.encode({ protocolId, serial, body: emptyPage })) peer.sendBytes(Uint8Array.of(byte));
    });
    await using client = await connect({ url, env: {}, reconnect: false, retry: false });
    expect((await client.dailyShortVolume("HK.00700").page()).rows).toEqual([]);
  });
});

describe("messages that only the WebSocket relay sends", () => {
  it.each([
    [1, -100, true],
    [2, -100, true],
    [3, -200, true],
    [9, -1, false],
  ])("with the error %d are errors of the gateway", async (relayCode, retType, retryable) => {
    const url = await startFakeGateway("websocket", ({ protocolId, serial }, peer) => {
      const relayError = { code: relayCode, message: "no reply" };
      peer.sendBytes(peer.encode({ protocolId, serial, body: new Uint8Array(), relayError }));
    });
    await using client = await connect({ url, env: {}, reconnect: false, retry: false });
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    expect(errorOf(error.cause, "GatewayError")).toMatchObject({ retType, retMsg: "no reply", retryable });
    expect(error.retryable).toBe(retryable);
  });

  it("end the session when the relay has lost the gateway", async () => {
    const lostGateway = 2;
    const url = await startFakeGateway("websocket", (_, peer) =>
      peer.sendBytes(peer.encode({ protocolId: lostGateway, serial: 0, body: new Uint8Array() })),
    );
    await using client = await connect({ url, env: {}, reconnect: false, retry: false });
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    expect(errorOf(error.cause, "ConnectionLost")).toMatchObject({ sent: true });
    errorOf(await client.closed, "ConnectionLost");
  });
});

const emptyPage = Qot_GetDailyShortVolume.response.encode({ retType: 0 });

function sendPage(peer: FakePeer, protocolId: number, serial: number): void {
  peer.sendBytes(peer.encode({ protocolId, serial, body: emptyPage }));
}
