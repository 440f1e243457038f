import { KeepAlive, Qot_GetBasicQot, Qot_GetWarrant, Qot_UpdateTicker } from "@opend/core/protocols";
import { expect, test } from "vitest";
import { simulationOf } from "./simulation-of.js";

test.each([
  [KeepAlive, "session"],
  [Qot_GetBasicQot, "handler"],
  [Qot_GetWarrant, "schema"],
  [Qot_UpdateTicker, "push"],
] as const)("$0.name", (protocol, simulation) => {
  expect(simulationOf(protocol)).toBe(simulation);
});
