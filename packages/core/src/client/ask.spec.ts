import { describe, expect, it } from "vitest";
import { omittedFrom } from "../base/omitted.js";
import { Qot_GetShortInterest } from "../gen/plain/Qot_GetShortInterest.js";
import { Qot_GetShortInterest as wire } from "../gen/protocols/Qot_GetShortInterest.js";
import type { LogEntry } from "../telemetry/log-entry.js";
import { rejectionOf } from "../testing/caught.js";
import { reply } from "../testing/fake-gateway.js";
import { cut, openScene } from "../testing/open-scene.js";

const request = { security: "US.AAPL" };
const item = { timestamp: 1783521005n, timestampStr: "2026-07-08", sharesShort: 120n };

async function open(s2c: wire.S2C = { usItemList: [item], hkItemList: [], nextKey: "-1" }) {
  const log: LogEntry[] = [];
  const scene = await openScene({ log: (entry) => log.push(entry) });
  scene.onQuery = (asked, peer) => reply(peer, asked, wire, { s2c });
  return Object.assign(scene, { log });
}

describe("client.ask", () => {
  it("takes and gives plain values, with the time zone of the request's security", async () => {
    const { client } = await open();
    expect(await client.ask(Qot_GetShortInterest, request)).toEqual({
      usItemList: [{ timestamp: "2026-07-08T10:30:05-04:00", timestampStr: "2026-07-08", sharesShort: 120 }],
      hkItemList: [],
      nextKey: "-1",
    });
  });

  it("sends what call sends", async () => {
    const scene = await open();
    const bodies: unknown[] = [];
    const answer = scene.onQuery;
    scene.onQuery = (asked, peer) => {
      bodies.push(wire.request.decode(asked.body).c2s);
      answer(asked, peer);
    };
    await scene.client.ask(Qot_GetShortInterest, { ...request, num: 5 });
    await scene.client.call(Qot_GetShortInterest, { ...request, num: 5 });
    expect(bodies[0]).toEqual(bodies[1]);
  });

  it("is retried when the connection is lost, as call is", async () => {
    const scene = await open();
    const answer = scene.onQuery;
    scene.onQuery = () => cut(scene);
    const asked = scene.client.ask(Qot_GetShortInterest, request);
    await scene.until("ready", 2);
    scene.onQuery = answer;
    await scene.until("ready", 2);
    expect((await asked).usItemList).toHaveLength(1);
  });

  it("refuses a mistake before anything is sent", async () => {
    const scene = await open();
    const ask = (protocol: unknown, asked: unknown) =>
      rejectionOf(Reflect.apply(scene.client.ask, scene.client, [protocol, asked]));
    expect(await ask(Qot_GetShortInterest, { security: "AAPL.US" })).toMatchObject({
      code: "InvalidMessage",
      path: "security",
      message: expect.stringContaining("did you mean US.AAPL?"),
    });
    expect((await ask(wire, request)).message).toBe(
      "Qot_GetShortInterest has no plain form here: import Qot_GetShortInterest from @opend/futu/plain or @opend/moomoo/plain",
    );
    expect((await ask(undefined, request)).message).toContain("ask takes a protocol");
    expect(scene.asked).toBe(0);
  });

  it("never rounds: a quantity that no number can hold is left out, told and logged with its path, and call gives it", async () => {
    const sharesShort = 2n ** 64n - 1n;
    const { client, log } = await open({
      usItemList: [item, { ...item, sharesShort }],
      hkItemList: [],
      nextKey: "-1",
    });
    const reply = await client.ask(Qot_GetShortInterest, request);
    const omitted = [{ path: "usItemList[1].sharesShort", value: sharesShort }];
    expect(omittedFrom(reply)).toEqual(omitted);
    expect(reply.usItemList.map((row) => row.sharesShort)).toEqual([Number(item.sharesShort), undefined]);
    expect(log.filter(({ event }) => event === "value-omitted")).toMatchObject([
      {
        level: "warn",
        message:
          "Qot_GetShortInterest of US.AAPL: usItemList[1].sharesShort is 18446744073709551615, which no plain value can hold exactly: left out of plain rows",
        protocol: "Qot_GetShortInterest",
        omitted,
      },
    ]);
    const s2c = await client.call(Qot_GetShortInterest, request);
    expect(s2c.usItemList[1]?.sharesShort).toBe(sharesShort);
  });
});
