import { inspect } from "node:util";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import { createError, isOpendError } from "./errors.js";
import { OpendError } from "./opend-error.js";

const malformed = createError("MalformedFrame", "not a frame", {});
const timeout = createError("Timeout", "no reply", { timeoutMs: 5, sent: true });

describe("isOpendError", () => {
  it("accepts an error of this SDK and nothing else", () => {
    expect(isOpendError(malformed)).toBe(true);
    for (const other of [new Error("Timeout"), { code: "Timeout" }, "Timeout", null, undefined]) {
      expect(isOpendError(other)).toBe(false);
    }
  });

  it("accepts only the given codes", () => {
    expect(isOpendError(timeout, "Timeout")).toBe(true);
    expect(isOpendError(timeout, "ConnectionLost", "Timeout")).toBe(true);
    expect(isOpendError(timeout, "ConnectionLost")).toBe(false);
  });

  it("narrows to the details of the code", () => {
    const caught: unknown = timeout;
    if (!isOpendError(caught, "Timeout")) throw caught;
    expectTypeOf(caught.code).toEqualTypeOf<"Timeout">();
    expectTypeOf(caught.timeoutMs).toEqualTypeOf<number>();
    expect(caught).toMatchObject({ timeoutMs: 5, sent: true });
  });

  it("accepts an error of a second copy of the package", async () => {
    vi.resetModules();
    const copy = { ...(await import("./errors.js")), ...(await import("./opend-error.js")) };
    expect(copy.OpendError).not.toBe(OpendError);
    const foreign: unknown = copy.createError("Timeout", "no reply", { timeoutMs: 1, sent: false });
    expect(foreign).toBeInstanceOf(OpendError);
    expect(isOpendError(foreign, "Timeout")).toBe(true);
    expect(timeout).toBeInstanceOf(copy.OpendError);
  });
});

describe("OpendError", () => {
  it("is an Error with name, code and message", () => {
    expect(malformed).toBeInstanceOf(Error);
    expect(malformed).toMatchObject({ name: "OpendError", code: "MalformedFrame", message: "not a frame" });
    expect(malformed.stack).toContain("errors.spec.ts");
  });

  it("has the given cause", () => {
    const cause = new Error("below");
    expect(createError("MalformedFrame", "above", {}, { cause }).cause).toBe(cause);
  });

  it("has no cause when there is none", () => {
    expect(malformed).not.toHaveProperty("cause");
    expect(createError("MalformedFrame", "above", {}, { cause: undefined })).not.toHaveProperty("cause");
  });

  it("is retryable if the same call may succeed later", () => {
    expect(timeout.retryable).toBe(true);
    expect(createError("ConnectionLost", "gone", { sent: true }).retryable).toBe(true);
    expect(createError("ConnectFailed", "nobody", { tried: [] }).retryable).toBe(true);
    expect(malformed.retryable).toBe(true);
    expect(createError("GatewayError", "no", { protocol: "P", retType: -1, retMsg: "no", errCode: 0 }).retryable).toBe(
      false,
    );
  });

  it("can override whether it is retryable", () => {
    const wrongGateway = { expected: "a", actual: "b", endpoint: "c" };
    expect(createError("WrongGateway", "once more", wrongGateway, { retryable: true }).retryable).toBe(true);
    expect(createError("Timeout", "enough", { timeoutMs: 5, sent: true }, { retryable: false }).retryable).toBe(false);
  });

  it("ends a reconnecting client if every attempt would fail in the same way, without exposing that flag", () => {
    expect(createError("WrongGateway", "another", { expected: "a", actual: "b", endpoint: "c" }).endsClient).toBe(true);
    expect(timeout.endsClient).toBe(false);
    const refused = { endpoint: "c", retType: undefined };
    expect(createError("HandshakeRefused", "hung up", refused, { endsClient: false }).endsClient).toBe(false);
    expect(inspect(timeout)).not.toContain("endsClient");
    expect(JSON.stringify(timeout)).not.toContain("endsClient");
  });

  it("shows its code and details in JSON and when printed", () => {
    expect(JSON.parse(JSON.stringify(timeout))).toMatchObject({ code: "Timeout", timeoutMs: 5, sent: true });
    expect(inspect(timeout)).toContain("code: 'Timeout'");
    expect(inspect(timeout)).toContain("no reply");
  });
});
