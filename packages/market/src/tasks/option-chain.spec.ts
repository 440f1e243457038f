import { Qot_GetOptionChain, Qot_GetOptionExpirationDate } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { expect, it } from "vitest";
import { open } from "../testing/open.js";
import { optionChain } from "./option-chain.js";

async function openRecorded() {
  const asked: (number | undefined)[] = [];
  const expiries = handle(Qot_GetOptionExpirationDate, ({ indexOptionType }) => {
    asked.push(indexOptionType);
    return { dateList: [{ strikeTime: "2099-01-28", strikeTimestamp: 0, optionExpiryDateDistance: 9 }] };
  });
  const chain = handle(Qot_GetOptionChain, ({ indexOptionType }) => {
    asked.push(indexOptionType);
    return { optionChain: [] };
  });
  return { ...(await open({ handlers: [expiries, chain] })), asked };
}

it("asks for the mini options of an index, in both requests", async () => {
  const { client, asked } = await openRecorded();
  await optionChain(client, "HK.800000", { indexOptionType: "small" }).toArray({ limit: 10 });
  expect(asked).toEqual([2, 2]);
});

it("refuses the kind of index options for other markets before it asks", async () => {
  const { client, asked } = await openRecorded();
  const error = { code: "InvalidOption", message: expect.stringContaining("HK indices, such as HK.800000") };
  await expect(async () =>
    optionChain(client, "US.SPY", { indexOptionType: "small" }).toArray({ limit: 10 }),
  ).rejects.toMatchObject(error);
  expect(asked).toEqual([]);
});
