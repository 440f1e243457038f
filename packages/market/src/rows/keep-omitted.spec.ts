import { omittedFrom } from "@opend/core";
import { valueAt } from "@opend/core/internal";
import { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import { Qot_GetShortInterest, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { expect, it } from "vitest";
import { shortInterestColumns } from "../columns.js";
import { candles } from "../tasks/candles.js";
import { shortInterest } from "../tasks/short-interest.js";
import { open } from "../testing/open.js";
import { toSnapshot } from "./snapshot.js";

const large = 2n ** 63n - 1n;
const all = { limit: Number.POSITIVE_INFINITY };

it("a candle with a volume that no number holds is there with all else, and tells it", async () => {
  const klList = [1n, large, 3n].map((volume, index) => ({
    time: `2026-05-0${index + 5} 00:00:00`,
    isBlank: false,
    volume,
    closePrice: 471.4,
  }));
  const security = { market: 1, code: "00700" };
  const handlers = [handle(Qot_RequestHistoryKL, () => ({ security, klList }))];
  const { client } = await open({ handlers }, { log: "off" });
  const rows = await candles(client, "HK.00700").toArray(all);
  expect(rows.map(({ day, volume, close }) => [day, volume, close])).toEqual([
    ["2026-05-05", 1, 471.4],
    ["2026-05-06", undefined, 471.4],
    ["2026-05-07", 3, 471.4],
  ]);
  expect(rows.map((row) => omittedFrom(row))).toEqual([[], [{ path: "volume", value: large }], []]);
  expect(omittedFrom(rows[1]?.raw)).toEqual([{ path: "volume", value: large }]);
});

it("a field that a row does not have is told where it is in raw", () => {
  const basic = { security: { market: 1, code: "00700" }, volume: large, volumePrecision: 1 };
  const raw = Qot_GetSecuritySnapshot.plain.reply.toPlain({
    snapshotList: [
      {
        basic: {
          ...{ type: 3, isSuspend: false, listTime: "2004-06-16", lotSize: 100, priceSpread: 0.2, turnoverRate: 0.1 },
          ...{ updateTime: "2026-05-08 16:08:12", highPrice: 1, openPrice: 1, lowPrice: 1, lastClosePrice: 1 },
          ...{ curPrice: 471.4, turnover: 5, shortAvailableVolume: large },
          ...basic,
        },
      },
    ],
  });
  const [first] = raw.snapshotList;
  if (first === undefined) throw new Error("no snapshot");
  const row = toSnapshot(first);
  expect(row).toMatchObject({ price: 471.4, turnover: 5 });
  expect(omittedFrom(row)).toEqual([
    { path: "volume", value: large },
    { path: "raw.basic.shortAvailableVolume", value: large },
  ]);
});

it("columns lead to the exact value", async () => {
  const days = { timestampStr: "2026-05-08" };
  const handlers = [
    handle(Qot_GetShortInterest, () => ({
      usItemList: [{ ...days, sharesShort: 2n ** 64n - 1n, avgDailyShareVolume: 2n ** 53n }],
      hkItemList: [],
      nextKey: "-1",
    })),
  ];
  const { client } = await open({ handlers }, { log: "off" });
  const [row] = await shortInterest(client, "US.AAPL").toArray(all);
  expect(row).toMatchObject({ day: "2026-05-08", sharesShort: undefined, averageVolume: undefined });
  const exact = (name: string) => {
    const column = shortInterestColumns.find((each) => each.name === name);
    return [column?.type, valueAt({ ...row }, column?.path ?? [])];
  };
  expect(exact("sharesShort")).toEqual(["uint64", 2n ** 64n - 1n]);
  expect(exact("averageVolume")).toEqual(["uint64", 2n ** 53n]);
});
