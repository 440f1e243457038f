import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { openTcpSession } from "../testing/open-session.js";
import { shakeHandsOverTcp } from "./tcp-handshake.js";

const credentials = { keyMd5: undefined, rsaKey: undefined };

describe("the handshake over TCP", () => {
  it("fails with what another program sent, which did not hang up", async () => {
    const { session, peer } = await openTcpSession();
    peer.sendBytes(new TextEncoder().encode("SSH-2.0-Spec\r\n"));
    await session.closed;
    const error = await rejectionOf(shakeHandsOverTcp(session, credentials, "spec", {}));
    expect(error.code).toBe("MalformedFrame");
    expect(error.message).toContain('a TCP frame must begin with "FT"');
  });

  it("names the RSA key when the peer hangs up", async () => {
    const { session, peer } = await openTcpSession();
    peer.cut();
    await session.closed;
    const error = await rejectionOf(shakeHandsOverTcp(session, credentials, "spec", {}));
    expect(error.code).toBe("HandshakeRefused");
    expect(error.message).toContain("rsa_private_key");
  });
});
