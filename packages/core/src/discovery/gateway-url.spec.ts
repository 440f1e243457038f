import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import { parseGatewayUrl } from "./gateway-url.js";

const ports = { tcp: 11111, websocket: 33333 };

function parse(text: string) {
  return parseGatewayUrl(text, "option url", ports);
}

describe("gateway URL", () => {
  it.each([
    ["tcp://localhost:11112", "tcp:", "localhost", "11112"],
    ["ws://10.0.0.5:33334", "ws:", "10.0.0.5", "33334"],
    ["wss://gateway.example:443", "wss:", "gateway.example", ""],
    ["TCP://LOCALHOST:1", "tcp:", "localhost", "1"],
    ["tcp://[::1]:11112", "tcp:", "[::1]", "11112"],
    ["ws://[2001:db8::80]:8080", "ws:", "[2001:db8::80]", "8080"],
  ])("%s is read", (text, protocol, hostname, port) => {
    const url = parse(text);
    expect([url.protocol, url.hostname, url.port]).toEqual([protocol, hostname, port]);
  });

  it.each([
    ["tcp://localhost", "11111"],
    ["tcp://localhost/", "11111"],
    ["tcp://[::1]", "11111"],
    ["ws://localhost", "33333"],
    ["ws://localhost/relay", "33333"],
    ["wss://localhost", "33333"],
    ["wss://[2001:db8::80]", "33333"],
  ])("%s gets the default port", (text, port) => {
    expect(parse(text).port).toBe(port);
  });

  it.each([
    ["tcp://localhost:80", "80"],
    ["tcp://localhost:080", "80"],
    ["tcp://localhost:80/", "80"],
    ["tcp://localhost:443", "443"],
    ["wss://localhost:80", "80"],
    ["wss://localhost:80 ", "80"],
    ["wss://localhost:80/relay?x=1", "80"],
    ["ws://localhost:443", "443"],
  ])("%s keeps the port that it names", (text, port) => {
    expect(parse(text).port).toBe(port);
  });

  it("ws://localhost:80 is WebSocket's own port", () => {
    expect(parse("ws://localhost:80").href).toBe("ws://localhost/");
  });

  it("keeps path and query of a WebSocket URL", () => {
    expect(parse("wss://proxy.example:8443/opend/a?b=c").href).toBe("wss://proxy.example:8443/opend/a?b=c");
  });

  it.each(["tcp://localhost:1/path", "tcp://localhost:1?query"])("%s: TCP has no path", (text) => {
    expect(thrownBy(() => parse(text)).code).toBe("InvalidUrl");
  });

  it.each(["", "localhost", "localhost:11111", "127.0.0.1:11111", "//localhost:1"])("%j is not a URL", (text) => {
    const error = thrownBy(() => parse(text));
    expect(error.code).toBe("InvalidUrl");
    expect(error.message).toContain("option url");
  });

  it.each([
    ["127.0.0.1:11111", "tcp://127.0.0.1:11111"],
    ["localhost:11111", "tcp://localhost:11111"],
    ["opend.example:1", "tcp://opend.example:1"],
    ["[::1]:11111", "tcp://[::1]:11111"],
    ["127.0.0.1", "tcp://127.0.0.1"],
    [" 127.0.0.1:33333", "ws://127.0.0.1:33333"],
    ["//localhost:1", "tcp://localhost:1"],
  ])("%j lacks the scheme, which the error suggests", (text, meant) => {
    expect(thrownBy(() => parse(text)).message).toContain(`did you mean ${meant}?`);
  });

  it.each(["user:secret@host:1", "secret", "secret:word", "user:1@host"])("%j is not repeated", (text) => {
    const { message } = thrownBy(() => parse(text));
    expect(message).toMatch(/is not a URL; allowed/);
    expect(message).not.toContain("secret");
  });

  it.each(["http://localhost:1", "https://localhost:1", "file:///etc/hosts"])("%s has a wrong scheme", (text) => {
    const error = thrownBy(() => parse(text));
    expect(error).toMatchObject({
      code: "InvalidUrl",
      allowed: ["tcp://host:port", "ws://host:port", "wss://host:port"],
    });
    expect(error.message).toContain("tcp://host:port, ws://host:port, wss://host:port");
  });

  it.each(["tcp://", "tcp://:11111", "ws://", "tcp://local host:1", "tcp://h:port", "tcp://h:65536", "ws://h:-1"])(
    "%s has no valid host and port",
    (text) => {
      const error = thrownBy(() => parse(text));
      expect(error.code).toBe("InvalidUrl");
      expect(error.message).toContain("host and port");
    },
  );

  it("refuses user name and password without repeating them", () => {
    for (const text of ["tcp://alice:hunter2@localhost:1", "wss://hunter2@localhost:1", "ws://:hunter2@localhost"]) {
      const error = thrownBy(() => parse(text));
      expect(error.code).toBe("InvalidUrl");
      expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/alice|hunter2/);
    }
  });

  it("does not repeat a text that is not a gateway URL", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[q-z]{8,20}$/), fc.constantFrom("", "tcp://a b/", "ws://x:"), (secret, start) => {
        expect(thrownBy(() => parse(`${start}${secret}`)).message).not.toContain(secret);
      }),
    );
  });
});
