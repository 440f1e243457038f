import { Trd_GetAccList } from "@opend/core/protocols";
import { handle, refuse } from "@opend/sim";
import { rejectionOf } from "@opend/test-kit/caught";
import { describe, expect, it } from "vitest";
import { open } from "../testing/open.js";
import { describeAccount, listAccounts } from "./accounts.js";

const account = { trdEnv: 1, jpAccType: [] };
/** The accounts in the gateway's lists. The first one is in two of them. */
const lists: Readonly<Record<number, readonly (typeof account & { accID: bigint; trdMarketAuthList: number[] })[]>> = {
  1: [
    { ...account, accID: 2n, trdMarketAuthList: [1, 2] },
    { ...account, accID: 1n, trdMarketAuthList: [1] },
  ],
  2: [
    { ...account, accID: 3n, trdMarketAuthList: [5] },
    { ...account, accID: 2n, trdMarketAuthList: [2, 5] },
  ],
  3: [{ ...account, accID: 4n, trdMarketAuthList: [7] }],
};

/** A gateway with these lists, of which it refuses one. */
async function openLists(refused?: { readonly category: number; readonly text: string }) {
  const asked: (number | undefined)[] = [];
  const answer = handle(Trd_GetAccList, ({ trdCategory = 1 }) => {
    asked.push(trdCategory);
    if (trdCategory === refused?.category) return refuse(refused.text);
    return { accList: [...(lists[trdCategory] ?? [])] };
  });
  return { asked, ...(await open({ handlers: [answer] })) };
}

const unknownCategory = "Unknown trading category";

describe("the list of accounts", () => {
  it("has those for securities, futures and cryptocurrencies, each once with all of its markets", async () => {
    const { client, asked } = await openLists();
    expect((await listAccounts(client)).map(({ id, markets }) => [id, ...markets])).toEqual([
      [2n, "HK", "US", "Futures"],
      [1n, "HK"],
      [3n, "Futures"],
      [4n, "Crypto"],
    ]);
    expect(asked.toSorted()).toEqual([1, 2, 3]);
  });

  it("has the others when the gateway is too old for cryptocurrencies", async () => {
    const { client } = await openLists({ category: 3, text: unknownCategory });
    expect((await listAccounts(client)).map(({ id }) => id)).toEqual([2n, 1n, 3n]);
    expect((await listAccounts(client, { market: "Prediction" })).map(({ id }) => id)).toEqual([2n, 1n]);
    const asked = await rejectionOf(listAccounts(client, { market: "Crypto" }));
    expect(asked).toMatchObject({ code: "GatewayError", retMsg: unknownCategory });
  });

  it.each([
    [1, unknownCategory],
    [2, unknownCategory],
    [3, "This protocol request is too frequent, triggering a frequency limit, please try again later"],
  ])("is not there when the gateway refuses the list %i: %s", async (category, text) => {
    const { client } = await openLists({ category, text });
    expect(await rejectionOf(listAccounts(client, { retry: false, waitWhenRateLimited: false }))).toMatchObject({
      retMsg: text,
    });
  });
});

it.each([
  [0, "Unknown", "7 (real, no firm, HK)"],
  [1, "Normal", "7 (real, no firm, HK)"],
  [2, "Master", "7 (Master, real, no firm, HK)"],
  [3, "IPO", "7 (IPO, real, no firm, HK)"],
  [9, 9, "7 (9, real, no firm, HK)"],
  [undefined, undefined, "7 (real, no firm, HK)"],
])("the role %j is %j, and is said unless it is the normal one", async (accRole, role, text) => {
  const accList = [{ ...account, accID: 7n, trdMarketAuthList: [1], accRole }];
  const { client } = await open({ handlers: [handle(Trd_GetAccList, () => ({ accList }))] });
  const [info] = await listAccounts(client);
  expect(info).toMatchObject({ role });
  expect(info && describeAccount(info)).toBe(text);
});
