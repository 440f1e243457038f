import { expect, it } from "vitest";
import { GetUserInfo } from "../../gen/protocols/GetUserInfo.js";
import { Notify } from "../../gen/protocols/Notify.js";
import { Qot_UpdateKL } from "../../gen/protocols/Qot_UpdateKL.js";
import { Qot_UpdateTicker } from "../../gen/protocols/Qot_UpdateTicker.js";
import { Trd_UpdateOrder } from "../../gen/protocols/Trd_UpdateOrder.js";
import { rejectionOf, thrownBy } from "../../testing/caught.js";
import { openScene } from "../../testing/open-scene.js";

const codes = ["HK.00700"];

it.each<[unknown, object | undefined, string]>([
  [Qot_UpdateTicker, {}, "Qot_UpdateTicker: codes is missing"],
  [Qot_UpdateTicker, { codes: [] }, "codes is empty"],
  [Qot_UpdateTicker, { codes: 700 }, "codes is a number, not a list"],
  [Qot_UpdateTicker, { codes: ["700"] }, "is not a security code"],
  [Qot_UpdateTicker, { codes, bufersize: 5 }, "did you mean bufferSize?"],
  [Qot_UpdateTicker, { codes, accounts: [1n] }, "has no option accounts"],
  [Qot_UpdateTicker, { codes, onSlowConsumer: true }, "onSlowConsumer is a function"],
  [Qot_UpdateTicker, { codes, signal: 5 }, "AbortSignal"],
  [Qot_UpdateKL, { codes }, "subTypes is missing: give some of Qot_Common.SubType: KL_1Min, KL_Day"],
  [Qot_UpdateKL, { codes, subTypes: [4] }, "subTypes must be a list of some of Qot_Common.SubType: KL_1Min"],
  [Qot_UpdateKL, { codes, subTypes: 11 }, "subTypes must be a list of"],
  [Trd_UpdateOrder, { accounts: 5n }, "accounts must be a list of account ids"],
  [Notify, { codes }, "Notify has no option codes"],
  [GetUserInfo, {}, "GetUserInfo is a request, not a push: send it with client.call"],
  [undefined, {}, "pushes takes a push"],
])("misuse of pushes throws at the call: %#", async (protocol, options, text) => {
  const { client } = await openScene();
  // @ts-expect-error programs without types may pass this
  expect(thrownBy(() => client.pushes(protocol, options)).message).toContain(text);
});

it("a string is one code", async () => {
  const { client } = await openScene();
  client.pushes(Qot_UpdateTicker, { codes: "HK.00700" });
});

it.each<[unknown, unknown, unknown, string]>([
  [undefined, {}, {}, "call takes a protocol"],
  [Qot_UpdateTicker, {}, {}, "Qot_UpdateTicker is a push: listen to it with client.pushes"],
  [GetUserInfo, {}, { timeout: 5 }, "did you mean timeoutMs?"],
  [GetUserInfo, {}, { timeoutMs: -1 }, "timeoutMs is a number of milliseconds above 0, not -1"],
  [GetUserInfo, {}, { timeoutMs: Number.NaN }, "timeoutMs is a number"],
  [GetUserInfo, {}, { signal: {} }, "AbortSignal"],
  [GetUserInfo, {}, null, "the options of call are an object, not null"],
  [GetUserInfo, { flg: 1 }, {}, "did you mean flag?"],
])("misuse of call throws at the call: %#", async (protocol, c2s, options, text) => {
  const { client } = await openScene();
  // @ts-expect-error programs without types may pass this
  expect((await rejectionOf(client.call(protocol, c2s, options))).message).toContain(text);
});
