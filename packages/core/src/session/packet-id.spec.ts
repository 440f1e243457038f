import { describe, expect, it } from "vitest";
import { Client } from "../client/client.js";
import { openClientCore } from "../client/open-client-core.js";
import * as plain from "../gen/plain/Trd_PlaceOrder.js";
import { Trd_PlaceOrder } from "../gen/protocols/Trd_PlaceOrder.js";
import { rejectionOf } from "../testing/caught.js";
import { type FakeGateway, type Peer, reply, startTcpGateway, startWebSocketGateway } from "../testing/fake-gateway.js";
import { greet } from "../testing/greet.js";
import { openTcpSession } from "../testing/open-session.js";
import { testProfile } from "../testing/profile.js";

const header = { trdEnv: 0, accID: 281756478396547854n, trdMarket: 1 };
const order = { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 300 };

/** Waits for the next order, whatever arrives before it, and answers it. */
async function nextOrder(peer: Peer): Promise<Trd_PlaceOrder.C2S> {
  for (;;) {
    const request = await peer.next();
    if (request.protocolId !== Trd_PlaceOrder.id) continue;
    reply(peer, request, Trd_PlaceOrder, { s2c: { header, orderID: 1n } });
    const { c2s } = Trd_PlaceOrder.request.decode(request.body);
    if (c2s === undefined || !hasPacketId(c2s)) throw new Error("the order has no packet id");
    return c2s;
  }
}

function hasPacketId(c2s: object): c2s is Trd_PlaceOrder.C2S {
  return "packetID" in c2s;
}

async function open(gateway: FakeGateway): Promise<{ client: Client; peer: Peer }> {
  const client = new Client(await openClientCore(testProfile(), { env: {}, url: gateway.url, reconnect: false }));
  return { client, peer: await gateway.accept() };
}

describe("the packet id of a command", () => {
  it.each([
    ["TCP", startTcpGateway, 77n],
    ["WebSocket", startWebSocketGateway, 88n],
  ] as const)("is that of the connection, with an increasing number, over %s", async (_, start, connID) => {
    const { client, peer } = await open(await start(greet({ isAppNNOrMM: true })));
    const serials: number[] = [];
    for (let count = 0; count < 3; count++) {
      const answer = client.call(Trd_PlaceOrder, order);
      const { packetID } = await nextOrder(peer);
      expect(packetID.connID).toBe(connID);
      serials.push(packetID.serialNo);
      await answer;
    }
    expect(serials).toEqual([...new Set(serials)].sort((a, b) => a - b));
    await client.close();
  });

  it("is added to an order in plain form, which leaves it out", async () => {
    const { client, peer } = await open(await startTcpGateway(greet({ isAppNNOrMM: true })));
    const answer = client.ask(plain.Trd_PlaceOrder, {
      header: { trdEnv: "Simulate", accID: "281756478396547854", trdMarket: "HK" },
      trdSide: "Buy",
      orderType: "Normal",
      code: "00700",
      qty: 100,
      price: 300,
    });
    expect(await nextOrder(peer)).toMatchObject({ ...order, packetID: { connID: 77n } });
    expect(await answer).toEqual({
      header: { trdEnv: "Simulate", accID: "281756478396547854", trdMarket: "HK" },
      orderID: "1",
    });
    await client.close();
  });

  it("is assigned when the order is sent; the caller's changes until then are not sent", async () => {
    const { client, peer } = await open(await startTcpGateway(greet({ isAppNNOrMM: true })));
    const changing = { ...order, header: { ...header } };
    const answers = [client.call(Trd_PlaceOrder, order), client.call(Trd_PlaceOrder, changing)];
    changing.qty = 1_000_000;
    changing.header.accID = 1n;
    const [first, second] = [await nextOrder(peer), await nextOrder(peer)];
    expect(second).toMatchObject(order);
    expect(second.packetID.serialNo).toBeGreaterThan(first.packetID.serialNo);
    await Promise.all(answers);
    await client.close();
  });

  it("is missing if the gateway assigns the connection no id: nothing is sent", async () => {
    const { session } = await openTcpSession();
    const error = await rejectionOf(session.request(Trd_PlaceOrder, order));
    expect(error).toMatchObject({ code: "Unsupported", feature: "Trd_PlaceOrder" });
  });

  it("does not hide other mistakes in the order, which throw before it waits", async () => {
    const { client } = await open(await startTcpGateway(greet({ isAppNNOrMM: true })));
    // @ts-expect-error: the quantity is required
    const error = await rejectionOf(client.call(Trd_PlaceOrder, { ...order, qty: undefined }));
    expect(error).toMatchObject({ code: "InvalidMessage", path: "c2s.qty" });
    await client.close();
  });
});
