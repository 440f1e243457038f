import { expect, test } from "vitest";
import { Qot_Sub } from "../gen/protocols/Qot_Sub.js";
import { Qot_SubEventContract } from "../gen/protocols/Qot_SubEventContract.js";
import { Trd_SubAccPush } from "../gen/protocols/Trd_SubAccPush.js";
import type { Requester } from "./requester.js";
import { subscribeAccounts } from "./subscribe-accounts.js";
import { subscribeEventContracts } from "./subscribe-event-contracts.js";
import { subscribeQuotes } from "./subscribe-quotes.js";

const readers: Readonly<Record<string, (bytes: Uint8Array) => { c2s?: unknown }>> = {
  Qot_Sub: Qot_Sub.request.decode,
  Qot_SubEventContract: Qot_SubEventContract.request.decode,
  Trd_SubAccPush: Trd_SubAccPush.request.decode,
};

/** Records requests as the gateway would read them. */
function record() {
  const asked: unknown[] = [];
  const requester: Requester = {
    request: async ({ name, complete, request, s2c }, input) => {
      asked.push([name, readers[name]?.(request.encode({ c2s: complete(input) })).c2s]);
      return s2c.decode(new Uint8Array());
    },
  };
  return { asked, requester };
}

const securities = [{ market: 101, code: "A" }];

test.each([true, false])("quotes and event contracts are subscribed and registered at once (%s)", async (isSub) => {
  const { asked, requester } = record();
  await subscribeQuotes(Qot_Sub)(requester, { isSub, subTypes: [4], securities });
  await subscribeEventContracts(Qot_SubEventContract)(requester, { isSub, subTypes: [4], securities });
  await subscribeEventContracts(Qot_SubEventContract)(requester, {
    isSub,
    subTypes: [6, 11],
    securities,
    klineSource: 1,
  });
  const variant = { extendedTime: true, session: 3, isSubOrderBookDetail: true };
  await subscribeQuotes(Qot_Sub)(requester, { isSub, subTypes: [11], securities, ...variant });
  const common = { securityList: securities, isSubOrUnSub: isSub, isRegOrUnRegPush: isSub };
  expect(asked).toEqual([
    ["Qot_Sub", { ...common, subTypeList: [4], regPushRehabTypeList: [] }],
    ["Qot_SubEventContract", { ...common, subTypeList: [4], klineSource: [] }],
    ["Qot_SubEventContract", { ...common, subTypeList: [6, 11], klineSource: [1] }],
    ["Qot_Sub", { ...common, subTypeList: [11], regPushRehabTypeList: [], ...variant }],
  ]);
});

test("account ids are sent exactly", async () => {
  const { asked, requester } = record();
  const accounts = [281_756_460_277_401_517n, 1n];
  await subscribeAccounts(Trd_SubAccPush)(requester, accounts);
  await subscribeAccounts(Trd_SubAccPush)(requester, []);
  expect(asked).toEqual([
    ["Trd_SubAccPush", { accIDList: accounts }],
    ["Trd_SubAccPush", { accIDList: [] }],
  ]);
});
