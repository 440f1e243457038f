import { freePort } from "@opend/test-kit/free-port";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { brandTargets, targets } from "../testing/targets.js";

describe.each(brandTargets)("invalid URLs: $brand", ({ connect }) => {
  it.each([
    "http://127.0.0.1:11111",
    "https://127.0.0.1:11111",
    "udp://127.0.0.1:11111",
    "127.0.0.1:11111",
    "localhost",
    "tcp://",
    "tcp://127.0.0.1:99999",
    "tcp://127.0.0.1:11111/path",
    "ws://user:secret@127.0.0.1:33333",
  ])("refuses %s and says what it accepts", async (url) => {
    const error = await rejectionOf(connect({ url, env: {} }), "InvalidUrl");
    expect(error.allowed).toEqual(["tcp://host:port", "ws://host:port", "wss://host:port"]);
    for (const form of error.allowed) expect(error.message).toContain(form);
    expect(error.message).not.toContain("secret");
    expect(error.retryable).toBe(false);
  });
});

describe.each(targets)("a port where nothing listens: $name", ({ connect, profile, transport }) => {
  const scheme = transport === "tcp" ? "tcp" : "ws";

  it("reports what the client tried, and what to do", async () => {
    const url = `${scheme}://127.0.0.1:${await freePort()}`;
    const error = await within(2000, rejectionOf(connect({ url, env: {} }), "ConnectFailed"));
    expect(error.tried).toEqual([{ endpoint: url, reason: expect.stringMatching(/option url.*ECONNREFUSED/) }]);
    expect(error.retryable).toBe(true);
    const setting = transport === "tcp" ? "api_port" : "websocket_port";
    const { env, displayName, configFileName } = profile;
    for (const part of [
      url,
      "ECONNREFUSED",
      "option url",
      displayName,
      setting,
      configFileName,
      env.url,
      env.configFile,
    ]) {
      expect(error.message).toContain(part);
    }
  });

  it("names the variable that the URL came from", async () => {
    const url = `${scheme}://127.0.0.1:${await freePort()}`;
    const error = await rejectionOf(connect({ env: { [profile.env.url]: url } }), "ConnectFailed");
    expect(error.tried[0]?.reason).toContain(profile.env.url);
  });

  it("fails at once if the caller has already aborted", async () => {
    const url = `${scheme}://127.0.0.1:${await freePort()}`;
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    const error = await within(2000, rejectionOf(connect({ url, env: {}, signal }), "Aborted"));
    expect(error.cause).toBe(signal.reason);
  });
});
