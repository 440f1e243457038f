import { expect, it } from "vitest";
import { nearestName } from "./nearest-name.js";

const names = ["timeoutMs", "signal", "retry", "reconnect", "url", "key", "keyMd5", "securityList"];

it.each([
  ["timeout", "timeoutMs"],
  ["timeoutMS", "timeoutMs"],
  ["timout", "timeoutMs"],
  ["requestTimeoutMs", "timeoutMs"],
  ["singal", "signal"],
  ["rerty", "retry"],
  ["retires", "retry"],
  ["securityLst", "securityList"],
  ["KEY", "key"],
  ["uri", "url"],
  ["timeout-ms", "timeoutMs"],
  ["SECURITY_LIST", "securityList"],
  ["banana", undefined],
  ["", undefined],
])("%j is near %j", (given, name) => {
  expect(nearestName(given, names)).toBe(name);
});

it("prefers a name in another style to a part of the name", () => {
  expect(nearestName("auction-limit", ["Auction", "AuctionLimit"])).toBe("AuctionLimit");
});
