import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOpendError } from "@opend/core";
import { type Gateway, startGateway } from "@opend/sim";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "./connect.js";

const key = randomBytes(8).toString("hex");
let gateway: Gateway;
let folder: string;

beforeAll(async () => {
  gateway = await startGateway({ brand: "futu", key });
  folder = await mkdtemp(join(tmpdir(), "opend-futu-"));
});

afterAll(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

it("finds the gateway by option, over both transports", async () => {
  for (const options of [{ url: gateway.tcpUrl }, { url: gateway.wsUrl, key }]) {
    await using client = await connect({ ...options, env: {} });
    expect(client.gateway).toMatchObject({ brand: "futu", endpoint: options.url });
    expect(await client.dailyShortVolume("HK.00700").toArray({ limit: 60 })).toHaveLength(60);
  }
});

it("finds the gateway by its own environment variables", async () => {
  await using client = await connect({ env: { FUTU_OPEND_URL: gateway.wsUrl, FUTU_OPEND_WS_KEY: key } });
  expect(client.gateway.transport).toBe("websocket");
});

it("finds the gateway by its config file, or the folder of it", async () => {
  const port = new URL(gateway.wsUrl ?? "").port;
  const tcpPort = new URL((gateway.tcpUrl ?? "").replace("tcp:", "http:")).port;
  const xml = `<config><api_port>${tcpPort}</api_port><websocket_port>${port}</websocket_port></config>`;
  await writeFile(join(folder, "FutuOpenD.xml"), xml);
  await using tcp = await connect({ configFile: folder, env: {} });
  expect(tcp.gateway.endpoint).toBe(gateway.tcpUrl);
  await using websocket = await connect({ env: { FUTU_OPEND_CONFIG_FILE: join(folder, "FutuOpenD.xml") }, key });
  expect(websocket.gateway.endpoint).toBe(gateway.wsUrl);
});

it("refuses a gateway of the other brand, naming both", async () => {
  await using other = await startGateway({ brand: "moomoo" });
  const error: unknown = await connect({ url: other.tcpUrl, env: {} }).catch((reason: unknown) => reason);
  expect(isOpendError(error, "WrongGateway") && error).toMatchObject({ expected: "Futu", actual: "moomoo" });
});
