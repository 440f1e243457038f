import { describe, expect, it } from "vitest";
import { replyError } from "./gateway-error.js";

const protocol = { name: "Qot_Sample", rateLimit: { requests: 60, perSeconds: 10 } };

describe("the error of a reply", () => {
  it.each([
    ["获取历史K线频率太高，请求失败，每30秒最多60次。", 30_000],
    ["每 5 秒最多 10 次", 5000],
    ["频率太高", 10_000],
  ])("is RateLimited for %s", (retMsg, retryAfterMs) => {
    expect(replyError(protocol, { retType: -1, retMsg })).toMatchObject({ code: "RateLimited", retMsg, retryAfterMs });
  });

  it("uses the window of all documented limits if neither the text nor the protocol names one", () => {
    expect(replyError({ name: "Other" }, { retType: -1, retMsg: "频率太高" })).toMatchObject({ retryAfterMs: 30_000 });
  });

  it.each([
    [-100, "频率太高"],
    [-1, "unknown stock"],
    [-1, undefined],
  ])("is GatewayError for retType %d with %s", (retType, retMsg) => {
    expect(replyError(protocol, { retType, retMsg })).toMatchObject({ code: "GatewayError", retType, retMsg });
  });
});
