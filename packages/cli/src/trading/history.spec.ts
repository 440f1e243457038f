import { createManualClock } from "@opend/core";
import {
  Trd_Common,
  Trd_GetAccList,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
} from "@opend/core/protocols";
import { handle, startGateway } from "@opend/sim";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

const { TrdEnv, TrdMarket } = Trd_Common;

const hk = { trdEnv: TrdEnv.Simulate, accID: 11n, trdMarketAuthList: [TrdMarket.HK], accType: 1, simAccType: 1 };
const us = { trdEnv: TrdEnv.Real, accID: 12n, trdMarketAuthList: [TrdMarket.US], accType: 1 };

/** A gateway that notes which list of which account it is asked for, with its range of time. */
async function start() {
  const asked: string[] = [];
  const note = (list: string, accID: bigint, filter?: Trd_Common.TrdFilterConditions) =>
    void asked.push([list, accID, filter?.beginTime, filter?.endTime].filter(Boolean).join(" "));
  const gateway = await startGateway({
    brand: "futu",
    handlers: [
      handle(Trd_GetAccList, () => ({ accList: [hk, us].map((account) => ({ ...account, jpAccType: [] })) })),
      handle(Trd_GetOrderList, ({ header, filterConditions }) => {
        note("orders", header.accID, filterConditions);
        return { header, orderList: [] };
      }),
      handle(Trd_GetHistoryOrderList, ({ header, filterConditions }) => {
        note("past orders", header.accID, filterConditions);
        return { header, orderList: [] };
      }),
      handle(Trd_GetOrderFillList, ({ header, filterConditions }) => {
        note("fills", header.accID, filterConditions);
        return { header, orderFillList: [] };
      }),
      handle(Trd_GetHistoryOrderFillList, ({ header, filterConditions }) => {
        note("past fills", header.accID, filterConditions);
        return { header, orderFillList: [] };
      }),
    ],
  });
  onTestFinished(() => gateway.close());
  const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  /** Runs the command at a moment. */
  const opendAt = (moment: string, ...args: string[]) =>
    runOpend([...at, ...args], { clock: createManualClock(Date.parse(moment)) });
  return { asked, opendAt };
}

describe.each([
  ["orders", []],
  ["fills", ["--real"]],
] as const)("opend %s", (list, real) => {
  const account = list === "orders" ? 11 : 12;

  it("lists those of today without days", async () => {
    const { asked, opendAt } = await start();
    const { code, stderr } = await opendAt("2026-06-01T12:00:00Z", list, ...real);
    expect({ code, asked }, stderr).toEqual({ code: 0, asked: [`${list} ${account}`] });
  });

  it.each<[string[], string]>([
    [["--since", "2026-05-04", "--until", "2026-05-08"], "2026-05-04 00:00:00 2026-05-08 23:59:59"],
    [["--since", "2026-05-04"], "2026-05-04 00:00:00 2026-06-01 23:59:59"],
    [["--until", "2026-05-08"], "2026-02-07 00:00:00 2026-05-08 23:59:59"],
    [["--history"], "2026-03-03 00:00:00 2026-06-01 23:59:59"],
  ])("lists past ones with %j", async (days, range) => {
    const { asked, opendAt } = await start();
    const { code, stderr } = await opendAt("2026-06-01T12:00:00Z", list, ...real, ...days);
    expect({ code, asked }, stderr).toEqual({ code: 0, asked: [`past ${list} ${account} ${range}`] });
  });

  it.each([
    [["--since", "2026-02-30"], "Give a day, such as 2026-05-08."],
    [["--until", "tomorrow"], "Give a day, such as 2026-05-08."],
    [["--since", "2026-05-08", "--until", "2026-05-04"], "--since 2026-05-08 is after --until 2026-05-04"],
  ])("refuses %j before it connects", async (days, message) => {
    const { code, stderr } = await runOpend(["--url", "tcp://127.0.0.1:1", list, ...real, ...days]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("the last day of a history", () => {
  it.each([
    ["2026-06-01T16:30:00Z", "orders", [], "2026-06-02"],
    ["2026-06-01T15:30:00Z", "orders", [], "2026-06-01"],
    ["2026-06-02T03:30:00Z", "orders", ["--real"], "2026-06-01"],
    ["2026-06-02T04:30:00Z", "fills", ["--real"], "2026-06-02"],
  ] as const)("is that of the account's market: at %s, opend %s %j ends with %s", async (moment, list, real, day) => {
    const { asked, opendAt } = await start();
    await opendAt(moment, list, ...real, "--history");
    expect(asked).toEqual([expect.stringContaining(`${day} 23:59:59`)]);
  });
});

it("opend fills says that paper accounts have no deals, before it connects", async () => {
  const { code, stderr } = await runOpend(["--url", "tcp://127.0.0.1:1", "fills"]);
  expect([code, stderr]).toEqual([
    2,
    "opend: paper accounts have no deals: `opend fills --real` lists those of accounts with real money, and `opend orders` has what was filled on paper\n",
  ]);
});
