import { Trd_Common, Trd_GetAccList, Trd_GetFunds, Trd_GetPositionList } from "@opend/core/protocols";
import { handle, refuse, startGateway } from "@opend/sim";
import { expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

const { Currency, TrdAccType, TrdAssetCategory, TrdEnv, TrdMarket } = Trd_Common;

it("asks for the assets and in the currency that the options name", async () => {
  const asked: (number | undefined)[][] = [];
  const account = { trdEnv: TrdEnv.Real, accID: 1n, trdMarketAuthList: [TrdMarket.JP, TrdMarket.US], jpAccType: [] };
  const gateway = await startGateway({
    brand: "futu",
    handlers: [
      handle(Trd_GetAccList, () => ({ accList: [{ ...account, securityFirm: 7, accType: TrdAccType.Margin }] })),
      handle(Trd_GetFunds, ({ currency, assetCategory }) => {
        asked.push([currency, assetCategory]);
        return refuse("seen");
      }),
      handle(Trd_GetPositionList, ({ header, assetCategory }) => {
        asked.push([assetCategory]);
        return { header, positionList: [] };
      }),
    ],
  });
  onTestFinished(() => gateway.close());
  const opend = (...args: string[]) => runOpend(["--brand", "futu", "--url", gateway.tcpUrl ?? "", ...args, "--real"]);
  const { code, stderr } = await opend("funds");
  expect(stderr).toContain("--asset-category is required for account 1");
  expect(code).toBe(2);
  await opend("funds", "--asset-category", "us", "--currency", "usd");
  await opend("positions", "--asset-category", "JP");
  expect(asked).toEqual([[Currency.USD, TrdAssetCategory.US], [TrdAssetCategory.JP]]);
  expect((await opend("funds", "--currency", "EUR")).stderr).toContain("Allowed choices are HKD, USD");
});
