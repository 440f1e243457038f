import { md5Of } from "@opend/test-kit/md5-of";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { brandTargets, startTestGateway } from "../testing/targets.js";

const key = "the right key";
const wrongKey = "not the right key";

describe.each(brandTargets)("keys: $brand", ({ brand, connect }) => {
  it("reports that a WebSocket requires a key when none is given", async () => {
    const { wsUrl, violations } = await startTestGateway({ brand, key });
    const error = await rejectionOf(connect({ url: wsUrl, env: {} }), "KeyRequired");
    expect(error).toMatchObject({ endpoint: wsUrl, retryable: false });
    expect(violations.map(({ kind }) => kind)).toEqual(["KeyRefused"]);
  });

  it("refuses a wrong key without repeating it", async () => {
    const { wsUrl } = await startTestGateway({ brand, key });
    const error = await rejectionOf(connect({ url: wsUrl, key: wrongKey, env: {} }), "KeyRefused");
    expect(error).toMatchObject({ endpoint: wsUrl, retryable: false });
    for (const secret of [key, wrongKey, md5Of(key), md5Of(wrongKey)]) expect(error.message).not.toContain(secret);
  });

  it("accepts the key as its MD5, as in config files", async () => {
    const { wsUrl } = await startTestGateway({ brand, key });
    await using client = await connect({ url: wsUrl, keyMd5: md5Of(key), env: {} });
    expect(client.gateway.transport).toBe("websocket");
  });

  it("connects with a key that the gateway does not require", async () => {
    const gateway = await startTestGateway({ brand });
    await using overTcp = await connect({ url: gateway.tcpUrl, key: wrongKey, env: {} });
    await using overWebSocket = await connect({ url: gateway.wsUrl, key: wrongKey, env: {} });
    expect([overTcp.gateway.brand, overWebSocket.gateway.brand]).toEqual([brand, brand]);
    expect(gateway.violations).toEqual([]);
  });

  it("leaves no connection behind when the gateway refuses it", async () => {
    const gateway = await startTestGateway({ brand, key });
    await rejectionOf(connect({ url: gateway.wsUrl, key: wrongKey, env: {} }), "KeyRefused");
    await expect.poll(() => gateway.connections).toBe(0);
  });
});
