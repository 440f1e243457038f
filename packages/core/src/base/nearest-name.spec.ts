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
  ["banana", undefined],
  ["", undefined],
])("%j is near %j", (given, name) => {
  expect(nearestName(given, names)).toBe(name);
});
