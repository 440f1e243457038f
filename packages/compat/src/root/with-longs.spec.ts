import fc from "fast-check";
import Long from "long";
import { expect, it } from "vitest";
import { messageType } from "./message-type.js";
import { withLongs } from "./with-longs.js";

it("makes a Long of every bigint, at any depth", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (accID) => {
      const request = { c2s: { header: { trdEnv: 0, accID, trdMarket: 1 }, list: [{ id: accID }, { id: 1 }] } };
      const { header, list } = withLongs<{ c2s: { header: { accID: unknown }; list: { id: unknown }[] } }>(request).c2s;
      expect(String(header.accID)).toBe(String(accID));
      expect(list.map(({ id }) => String(id))).toEqual([String(accID), "1"]);
    }),
  );
});

it("keeps the sign of a negative one", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: -1n }), (value) => {
      expect(String(withLongs<unknown>(value))).toBe(String(value));
    }),
  );
});

it("reaches the wire, where protobufjs alone would write 0", () => {
  const type = messageType("Trd_Common.TrdHeader");
  const header = { trdEnv: 0, accID: 281_756_478_396_547_854n, trdMarket: 1 };
  const accountOf = (of: object) => String(Reflect.get(type.decode(type.encode(type.create(of)).finish()), "accID"));
  expect(accountOf(header)).toBe("0");
  expect(accountOf(withLongs(header))).toBe("281756478396547854");
});

it("returns a request without any as it is, with the messages and numbers in it", () => {
  const message = messageType("Qot_Common.Security").create({ market: 1, code: "00700" });
  const request = { c2s: { security: message, list: [1, "2", Long.UONE], bytes: new Uint8Array(2), no: null } };
  expect(withLongs(request)).toBe(request);
});
