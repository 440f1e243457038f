import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@opend/test-kit/free-port";
import { md5Of } from "@opend/test-kit/md5-of";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { type BrandTarget, brandTargets, portOf, startTestGateway } from "../testing/targets.js";

const key = "a key for the settings";

describe.each(brandTargets)("the gateway's config file: $brand", (target) => {
  const { brand, profile, connect } = target;

  it("leads to the TCP port", async () => {
    const { gateway, file } = await gatewayWithConfigFile(target);
    await using client = await connect({ configFile: file, env: {} });
    expect(client.gateway.endpoint).toBe(gateway.tcpUrl);
  });

  it("leads to the WebSocket port and provides the key", async () => {
    const { gateway, file } = await gatewayWithConfigFile(target);
    await using client = await connect({ configFile: file, transport: "websocket", env: {} });
    expect(client.gateway).toMatchObject({ endpoint: gateway.wsUrl, brand });
    expect(gateway.violations).toEqual([]);
  });

  it("is found in the gateway's folder, by the brand's file name", async () => {
    const { gateway, folder } = await gatewayWithConfigFile(target);
    await using client = await connect({ configFile: folder, env: {} });
    expect(client.gateway.endpoint).toBe(gateway.tcpUrl);
  });

  it("can be named by a variable", async () => {
    const { gateway, folder } = await gatewayWithConfigFile(target);
    await using client = await connect({ env: { [profile.env.configFile]: folder }, transport: "websocket" });
    expect(client.gateway.endpoint).toBe(gateway.wsUrl);
  });

  it("provides the key for a URL from elsewhere", async () => {
    const { gateway, file } = await gatewayWithConfigFile(target);
    await using client = await connect({ configFile: file, url: gateway.wsUrl, env: {} });
    expect(client.gateway.transport).toBe("websocket");
  });

  it("loses to a key in the options", async () => {
    const { file } = await gatewayWithConfigFile(target);
    const options = { configFile: file, transport: "websocket", key: "another key", env: {} } as const;
    await rejectionOf(connect(options), "KeyRefused");
  });

  it("is named as the source when its port refuses the connection", async () => {
    const file = await writeConfig(profile.configFileName, `<c><api_port>${await freePort()}</api_port></c>`);
    const error = await rejectionOf(connect({ configFile: file, env: {} }), "ConnectFailed");
    expect(error.tried).toHaveLength(1);
    expect(error.tried[0]?.reason).toContain(`api_port in ${profile.configFileName}`);
  });

  it.each([
    ["is not XML", "is not XML", "tcp", `<c><websocket_key_md5>${md5Of(key)}</c>`],
    ["has a port that is not a number", "api_port", "tcp", "<c><api_port>many</api_port></c>"],
    ["has a port out of range", "websocket_port", "websocket", "<c><websocket_port>70000</websocket_port></c>"],
  ] as const)("is refused when it %s, without showing its contents", async (_, words, transport, xml) => {
    const file = await writeConfig(profile.configFileName, xml);
    const error = await rejectionOf(connect({ configFile: file, transport, env: {} }), "InvalidConfigFile");
    expect(error).toMatchObject({ file, retryable: false });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain(md5Of(key));
  });

  it("is refused when it does not exist", async () => {
    const file = join(tmpdir(), "no-such-folder", profile.configFileName);
    const error = await rejectionOf(connect({ configFile: file, env: {} }), "InvalidConfigFile");
    expect(error.message).toContain(file);
  });
});

describe.each(brandTargets)("environment variables: $brand", ({ brand, profile, connect }) => {
  it("lead to the gateway and provide the key", async () => {
    const gateway = await startTestGateway({ brand, key });
    await using client = await connect({ env: { [profile.env.url]: gateway.wsUrl, [profile.env.key]: key } });
    expect(client.gateway.endpoint).toBe(gateway.wsUrl);
  });

  it("come from the process by default", async () => {
    const gateway = await startTestGateway({ brand, key });
    vi.stubEnv(profile.env.url, gateway.wsUrl);
    vi.stubEnv(profile.env.key, key);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using client = await connect();
    expect(client.gateway.endpoint).toBe(gateway.wsUrl);
  });

  it("lose to options", async () => {
    const gateway = await startTestGateway({ brand, key });
    const env = { [profile.env.url]: `ws://127.0.0.1:${await freePort()}`, [profile.env.key]: "a wrong key" };
    await using client = await connect({ url: gateway.wsUrl, key, env });
    expect(client.gateway.endpoint).toBe(gateway.wsUrl);
  });

  it("win over the config file that another variable names, and lose to one that an option names", async () => {
    const [named, other] = [await startTestGateway({ brand }), await startTestGateway({ brand })];
    const configFile = await writeConfig(profile.configFileName, `<c><api_port>${portOf(named.tcpUrl)}</api_port></c>`);
    const env = { [profile.env.url]: other.tcpUrl };
    await using byVariable = await connect({ env: { ...env, [profile.env.configFile]: configFile } });
    expect(byVariable.gateway.endpoint).toBe(other.tcpUrl);
    await using byOption = await connect({ configFile, env });
    expect(byOption.gateway.endpoint).toBe(named.tcpUrl);
  });

  it("of the other brand are ignored", async () => {
    const gateway = await startTestGateway({ brand });
    const foreign = Object.fromEntries(
      brandTargets
        .filter((target) => target.brand !== brand)
        .flatMap((target) => Object.values(target.profile.env))
        .map((name) => [name, "nonsense"]),
    );
    await using client = await connect({ env: { ...foreign, [profile.env.url]: gateway.tcpUrl } });
    expect(client.gateway.brand).toBe(brand);
  });
});

async function gatewayWithConfigFile({ brand, profile }: BrandTarget) {
  const gateway = await startTestGateway({ brand, key });
  const file = await writeConfig(
    profile.configFileName,
    `<?xml version="1.0" encoding="utf-8"?>
<gateway>
  <!-- <api_port>1</api_port> -->
  <ip>127.0.0.1</ip>
  <api_port>${portOf(gateway.tcpUrl)}</api_port>
  <websocket_port>${portOf(gateway.wsUrl)}</websocket_port>
  <websocket_key_md5>${md5Of(key)}</websocket_key_md5>
</gateway>
`,
  );
  return { gateway, file, folder: join(file, "..") };
}

async function writeConfig(name: string, xml: string): Promise<string> {
  return join(await tempFolder({ [name]: xml }), name);
}
