import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { platform } from "./browser.js";

describe("browser", () => {
  it("has no sockets and no environment", () => {
    expect(platform.hasSockets).toBe(false);
    expect(platform.readVariable("PATH")).toBeUndefined();
  });

  it("refuses TCP and names what to use instead", async () => {
    const error = await rejectionOf(platform.createTcpTransport(new URL("tcp://localhost:1")));
    expect(error).toMatchObject({ code: "Unsupported", feature: "tcp:// URLs" });
    expect(error.message).toContain("ws://");
  });

  it("refuses options for accepting certificates", async () => {
    const error = await rejectionOf(platform.createWebSocketTransport(new URL("wss://gateway.example:1"), {}));
    expect(error).toMatchObject({ code: "Unsupported", feature: "tls" });
    expect(error.message).toContain("trust store");
  });

  it("refuses files", async () => {
    const variable = () => undefined;
    expect(await rejectionOf(platform.readTextFile(platform.homePath("key.txt", variable)))).toMatchObject({
      code: "Unsupported",
    });
    expect(await rejectionOf(platform.readGatewayConfig("FutuOpenD.xml", "FutuOpenD.xml", { variable }))).toMatchObject(
      {
        code: "Unsupported",
      },
    );
  });

  it("reaches a gateway over WebSocket", async () => {
    const transport = await platform.createWebSocketTransport(new URL("wss://gateway.example:1/a?b=c"));
    expect(transport).toMatchObject({ kind: "websocket", endpoint: "wss://gateway.example:1/a" });
  });
});
