import { createError } from "@opend/core/internal";
import { describe, expect, it } from "vitest";
import { createArchiveError } from "../base/archive-error.js";
import { judgeError, refusalOf } from "./judge-error.js";

const reply = { protocol: "P", retType: -1, retMsg: "no right", errCode: undefined };
const gatewayError = (retMsg: string) =>
  createError("GatewayError", `failed: ${retMsg}`, {
    protocol: "Qot_GetDailyShortVolume",
    retType: -1,
    retMsg,
    errCode: undefined,
  });

describe("what an error means for the work", () => {
  it.each([
    ["unknown stock", "refused"],
    ["No permission to get the quote", "no-right"],
    ["no right", "no-right"],
    ["you do not have the right to this market", "no-right"],
    ["insufficient quote rights", "no-right"],
    ["没有行情权限", "no-right"],
    ["沒有行情權限", "no-right"],
    ["stock code is not right", "refused"],
    ["", "refused"],
  ])("a gateway that says %j", (retMsg, verdict) => {
    expect(judgeError(gatewayError(retMsg))).toBe(verdict);
  });

  it.each([
    [createError("Timeout", "no reply", { timeoutMs: 10, sent: true }), "again"],
    [createError("ConnectionLost", "gone", { endpoint: "tcp://x" } as never), "wait"],
    [
      createError("RateLimited", "too many", {
        protocol: "P",
        retType: -1,
        retMsg: "",
        errCode: undefined,
        retryAfterMs: 5,
      }),
      "wait",
    ],
    [createError("GatewayUnavailable", "lost its server", reply), "wait"],
    [createError("HistoryQuotaUsedUp", "used up", { ...reply, resetsInDays: 7 }), "no-quota"],
    [createError("NoQuoteRight", "no right", { ...reply, market: "US", securityCode: undefined }), "no-right"],
    [createError("UnknownSecurity", "unknown", { ...reply, securityCode: "BBKCF" }), "refused"],
    [createError("TradeLocked", "locked", reply), "refused"],
    [createError("Aborted", "aborted", {}), "broken"],
    [createError("InvalidOption", "wrong", { option: "since" }), "lost-client"],
    [createArchiveError("LeaseLost", "gone", { dataset: "d", subject: "s" }), "lost-lease"],
    [createArchiveError("RowDoesNotFit", "no", { dataset: "d", column: "c", value: 1 }), "refused"],
    [createArchiveError("StoreFailed", "no", { location: "x" }), "broken"],
    [new TypeError("a bug"), "broken"],
  ])("%s", (error, verdict) => {
    expect(judgeError(error)).toBe(verdict);
  });
});

it("only a refusal of the request itself begins a walk again", () => {
  expect(refusalOf(gatewayError("no such key"))).toBeDefined();
  expect(refusalOf(createError("RateLimited", "too many", { ...reply, retryAfterMs: 5 }))).toBeUndefined();
  expect(refusalOf(createError("HistoryQuotaUsedUp", "used up", { ...reply, resetsInDays: 7 }))).toBeUndefined();
});
