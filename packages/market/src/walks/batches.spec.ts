import { Qot_GetSecuritySnapshot } from "@opend/core/protocols";
import { dropConnection, handle, refuse } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { marketStates } from "../tasks/market-states.js";
import { snapshots } from "../tasks/snapshots.js";
import { open } from "../testing/open.js";
import { snapshotBasic } from "../testing/snapshot-basic.js";

const all = { limit: Number.POSITIVE_INFINITY };
const codes = Array.from({ length: 1000 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);

/** Refuses requests that name one of these codes, as a gateway does that does not know it. */
function refusing(...bad: string[]) {
  return handle(Qot_GetSecuritySnapshot, ({ securityList }) => {
    if (securityList.some(({ code }) => bad.includes(code))) return refuse("unknown stock");
    return { snapshotList: securityList.map((security) => ({ basic: { ...snapshotBasic, security } })) };
  });
}

describe("snapshots", () => {
  it("ask about as many codes at once as the protocol takes", async () => {
    const { client, gateway } = await open();
    const rows = await snapshots(client, codes).toArray();
    expect(rows.map(({ code }) => code)).toEqual(codes);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(3);
    expect(await snapshots(client, codes.slice(0, 50), { pageSize: 20 }).toArray()).toHaveLength(50);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(6);
  });

  it("have the terms of finance, and the parts of each kind", async () => {
    const { client } = await open();
    const [row] = await snapshots(client, "HK.00700").toArray();
    expect(row).toMatchObject({ code: "HK.00700", type: "Eqty", price: 471.4, lastClose: 477.4, volume: 25207039 });
    expect(row?.equity).toBeDefined();
    expect(row?.raw.basic.curPrice).toBe(471.4);
  });

  it("name the code that the gateway refuses", async () => {
    const { client } = await open({ handlers: [refusing("00456")] });
    const walk = snapshots(client, codes);
    await expect(walk.toArray()).rejects.toMatchObject({
      code: "FanOutFailed",
      message: expect.stringMatching(/^HK\.00456: .*unknown stock/),
      failed: { code: "HK.00456" },
      cause: { code: "UnknownSecurity", message: expect.stringMatching(/^Qot_GetSecuritySnapshot: /) },
    });
    expect(walk.rest[0]).toEqual({ code: "HK.00456", cursor: undefined });
  });

  it("go on without refused codes, and find each of them in a few requests", async () => {
    const { client, gateway } = await open({ handlers: [refusing("00456", "00999")], rateLimit: false });
    const told: string[] = [];
    const walk = snapshots(client, codes, { onFailure: "skip", onSkip: ({ code }) => told.push(code) });
    const rows = await walk.toArray();
    expect(rows).toHaveLength(998);
    expect(walk.skipped.map(({ code }) => code)).toEqual(["HK.00456", "HK.00999"]);
    expect(told).toEqual(["HK.00456", "HK.00999"]);
    expect(walk.rest).toEqual([]);
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBeLessThan(3 + 2 * 2 * 9);
  });

  it("survive a cut connection, and a callback that throws", async () => {
    const { client } = await open({ faults: [dropConnection({ after: 1, times: 1 })] }, { log: "off" });
    expect(await snapshots(client, codes).toArray()).toHaveLength(1000);
    const { client: other } = await open({ handlers: [refusing("00001")], rateLimit: false }, { log: "off" });
    const onSkip = () => {
      throw new Error("mine");
    };
    expect(await snapshots(other, codes, { onFailure: "skip", onSkip }).toArray()).toHaveLength(999);
  });

  it("say what is left when the loop ends early, and continue with it", async () => {
    const { client } = await open();
    const walk = snapshots(client, codes);
    const seen: string[] = [];
    for await (const page of walk.pages()) {
      seen.push(...page.codes);
      break;
    }
    expect(walk.rest).toHaveLength(600);
    for await (const { code } of snapshots(client, walk.rest)) seen.push(code);
    expect(seen).toEqual(codes);
  });

  it("end with Aborted", async () => {
    const { client } = await open();
    await expect(snapshots(client, codes, { signal: AbortSignal.abort() }).toArray()).rejects.toMatchObject({
      code: "FanOutFailed",
      cause: { code: "Aborted" },
    });
  });

  it("ask about each code once", async () => {
    const { client } = await open();
    expect(await snapshots(client, ["HK.00700", "HK.00700"]).toArray()).toHaveLength(1);
  });

  it.each<[unknown, object, string]>([
    ["700", {}, "InvalidCode"],
    [["HK.00700", "700"], {}, "InvalidCode"],
    [[], {}, "InvalidOption"],
    [null, {}, "InvalidCode"],
    ["HK.00700", { pageSize: 401 }, "InvalidPageSize"],
    ["HK.00700", { onFailure: "ignore" }, "InvalidOption"],
    ["HK.00700", { pagesize: 3 }, "InvalidOption"],
  ])("refuse %j with %j before anything is sent", async (given, options, code) => {
    const { client, gateway } = await open();
    expect(() => Reflect.apply(snapshots, undefined, [client, given, options])).toThrow(
      expect.objectContaining({ code }),
    );
    expect(gateway.requestCount(Qot_GetSecuritySnapshot)).toBe(0);
  });
});

it("marketStates tell whether securities are traded", async () => {
  const { client } = await open();
  expect(await marketStates(client, ["HK.00700", "US.AAPL"]).toArray(all)).toEqual([
    { code: "HK.00700", name: expect.any(String), state: "Closed" },
    { code: "US.AAPL", name: expect.any(String), state: expect.any(String) },
  ]);
});
