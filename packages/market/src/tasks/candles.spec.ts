import { Qot_RequestHistoryKL } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { expect, it } from "vitest";
import { open } from "../testing/open.js";
import { type CandleChoice, candles } from "./candles.js";

async function openRecorded() {
  const requests: { extendedTime: boolean | undefined; session: number | undefined }[] = [];
  const answer = handle(Qot_RequestHistoryKL, ({ security, extendedTime, session }) => {
    requests.push({ extendedTime, session });
    return { security, klList: [] };
  });
  return { ...(await open({ handlers: [answer] })), requests };
}

it("asks for the sessions of US securities", async () => {
  const { client, requests } = await openRecorded();
  await candles(client, "US.AAPL", { period: "1min", session: "all" }).toArray({ limit: 10 });
  await candles(client, "US.AAPL", { period: "60min", session: "ETH", extendedHours: true }).toArray({ limit: 10 });
  await candles(client, "US.AAPL", { period: "5min", extendedHours: true }).toArray({ limit: 10 });
  await candles(client, "HK.00700", { extendedHours: false }).toArray({ limit: 10 });
  expect(requests).toEqual([
    { extendedTime: undefined, session: 3 },
    { extendedTime: true, session: 2 },
    { extendedTime: true, session: undefined },
    { extendedTime: false, session: undefined },
  ]);
});

it.each<[string, CandleChoice, string]>([
  [
    "HK.00700",
    { period: "1min", session: "all" },
    "session is for US securities and periods up to 60min, not for HK.00700",
  ],
  ["HK.00700", { period: "1min", extendedHours: true }, "extendedHours is for US securities"],
  ["US.AAPL", { session: "rth" }, "session is for US securities and periods up to 60min, not for the period day"],
  ["US.AAPL", { period: "week", extendedHours: true }, "not for the period week"],
  ["US.AAPL", { period: "1min", session: "overnight" as "all" }, 'session is "overnight"'],
])("refuses what %s has no sessions for before it asks: %j", async (code, choice, message) => {
  const { client, requests } = await openRecorded();
  const error = { code: "InvalidOption", message: expect.stringContaining(message) };
  await expect(async () => candles(client, code, choice).toArray({ limit: 10 })).rejects.toMatchObject(error);
  expect(requests).toEqual([]);
});
