import { type ErrorCode, isOpendError, isPagerError, type OpendError, type PagerErrorCode } from "@opend/futu";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openClient } from "./open-client.js";

// `tsc` checks the types. Each test also checks the values at run time.
describe("types of errors", () => {
  it("are known once the code is", async () => {
    const { client } = await openClient();
    const error: unknown = await client
      .dailyShortVolume("HK.00700", { from: "no such key" })
      .page()
      .catch((caught: unknown) => caught);
    if (!isPagerError(error, "PageFailed")) throw error;
    expectTypeOf(error.code).toEqualTypeOf<"PageFailed">();
    expectTypeOf(error.cursor).toEqualTypeOf<string | undefined>();
    expectTypeOf(error.rowsFetched).toEqualTypeOf<number>();
    expectTypeOf(error.cause).toEqualTypeOf<unknown>();
    // @ts-expect-error: a detail of another code
    expect(error.retType).toBeUndefined();
    if (!isOpendError(error.cause, "GatewayError")) throw error;
    expectTypeOf(error.cause.retType).toEqualTypeOf<number>();
    expectTypeOf(error.cause.retMsg).toEqualTypeOf<string | undefined>();
    expect(error.cause.retType).toBe(-1);
  });

  it("of a union of codes can be told apart by code", async () => {
    const { client } = await openClient();
    await client.close();
    const error: unknown = await client
      .dailyShortVolume("US.AAPL")
      .page()
      .catch((caught: unknown) => caught);
    if (!isPagerError(error, "PageFailed", "RepeatedCursor", "InvalidCursor")) throw error;
    expectTypeOf(error).toExtend<OpendError>();
    expectTypeOf(error).not.toBeAny();
    if (error.code === "InvalidCursor") expectTypeOf(error.cursor).toEqualTypeOf<string>();
    else expectTypeOf(error.pagesFetched).toEqualTypeOf<number>();
    expect(error.code).toBe("PageFailed");
  });

  it("do not accept an unknown code", () => {
    expectTypeOf<"PageFailed">().toExtend<PagerErrorCode>();
    expectTypeOf<"Timeout">().toExtend<ErrorCode>();
    // @ts-expect-error: a code of pagers
    expect(isOpendError(new Error("an ordinary one"), "PageFailed")).toBe(false);
    // @ts-expect-error: no such code
    expect(isOpendError(new Error("an ordinary one"), "NoSuchCode")).toBe(false);
  });
});
