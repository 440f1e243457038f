import { describe, expect, it } from "vitest";
import { identifyGateway } from "./gateway-identity.js";

const at = (url: string, userId: bigint | undefined = 7n) => identifyGateway(new URL(url), userId);

describe("a gateway", () => {
  it.each([
    ["over WebSocket", "tcp://10.0.0.1:11111", "wss://10.0.0.1:33333/relay"],
    ["by another name of this machine", "tcp://127.0.0.1:11111", "ws://localhost:33333"],
    ["over IPv6 on this machine", "tcp://127.0.0.1:11111", "tcp://[::1]:11111"],
  ])("is the same one %s", (_, url, other) => {
    expect(at(url)).toBeDefined();
    expect(at(other)).toBe(at(url));
  });

  it("is another one with another user, or on another host", () => {
    const url = "tcp://127.0.0.1:11111";
    expect(new Set([at(url), at(url, 8n), at("tcp://10.0.0.1:11111"), at("tcp://[2001:db8::1]:11111")]).size).toBe(4);
  });

  it.each([undefined, 0n])("that is logged in as %s is not known", (userId) => {
    expect(identifyGateway(new URL("tcp://127.0.0.1:11111"), userId)).toBeUndefined();
  });
});
