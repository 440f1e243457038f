import { Qot_GetOptionChain, Qot_GetOptionExpirationDate, Qot_RequestHistoryKL } from "@opend/core/protocols";
import { handle, startGateway } from "@opend/sim";
import { expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function open() {
  const asked: object[] = [];
  const gateway = await startGateway({
    brand: "futu",
    handlers: [
      handle(Qot_RequestHistoryKL, ({ security, session, extendedTime }) => {
        asked.push({ session, extendedTime });
        return { security, klList: [] };
      }),
      handle(Qot_GetOptionExpirationDate, ({ indexOptionType }) => {
        asked.push({ indexOptionType });
        return { dateList: [{ strikeTime: "2099-01-28", strikeTimestamp: 0, optionExpiryDateDistance: 9 }] };
      }),
      handle(Qot_GetOptionChain, ({ indexOptionType }) => {
        asked.push({ indexOptionType });
        return { optionChain: [] };
      }),
    ],
  });
  onTestFinished(() => gateway.close());
  const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  return { asked, run: (...args: readonly string[]) => runOpend([...args, ...at]) };
}

it("asks for candles of a session", async () => {
  const { asked, run } = await open();
  const { code, output } = await run("candles", "US.AAPL", "--period", "1min", "--session", "all", "--limit", "3");
  expect(code, output).toBe(0);
  expect(asked).toEqual([{ session: 3, extendedTime: undefined }]);
});

it("refuses a session where there is none, and sends nothing", async () => {
  const { asked, run } = await open();
  const { code, stderr } = await run("candles", "HK.00700", "--period", "1min", "--session", "all", "--limit", "3");
  expect(code).not.toBe(0);
  expect(stderr).toContain("session is for US securities and periods up to 60min, not for HK.00700");
  expect(asked).toEqual([]);
});

it("asks for the mini options of an index", async () => {
  const { asked, run } = await open();
  const { code, output } = await run("option-chain", "HK.800000", "--index-option-type", "small", "--limit", "3");
  expect(code, output).toBe(0);
  expect(asked).toEqual([{ indexOptionType: 2 }, { indexOptionType: 2 }]);
});
