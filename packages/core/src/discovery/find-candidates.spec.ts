import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { ConnectOptions } from "../client/connect-options.js";
import { rejectionOf } from "../testing/caught.js";
import { testProfile } from "../testing/profile.js";
import { findCandidates } from "./find-candidates.js";

const profile = testProfile();
const twoPorts = testProfile({ tcp: 11111, websocket: 33333 }, { tcp: 11112, websocket: 33334 });

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Resolves settings from these options, an environment (default: empty) and an optional config file. */
async function resolve(options: ConnectOptions, xml?: string) {
  const configFile = xml === undefined ? undefined : await tempFolder({ "Spec.xml": `<opend>${xml}</opend>` });
  return await findCandidates(profile, { env: {}, configFile, ...options });
}

async function urls(options: ConnectOptions, xml?: string): Promise<string[]> {
  return (await resolve(options, xml)).candidates.map(({ url, source }) => `${url.href} from ${source}`);
}

describe("where the gateway is", () => {
  const env = { SPEC_URL: "tcp://from-env:2" };
  const xml = "<ip>10.0.0.3</ip><api_port>3</api_port>";

  it("comes from the option before the environment, the config file and the default", async () => {
    expect(await urls({ url: "tcp://from-option:1", env }, xml)).toEqual(["tcp://from-option:1 from option url"]);
    expect(await urls({ env })).toEqual(["tcp://from-env:2 from SPEC_URL"]);
    expect(await urls({ env }, xml)).toEqual(["tcp://10.0.0.3:3 from api_port in Spec.xml"]);
    expect(await urls({ env }, "<unrelated/>")).toEqual(["tcp://127.0.0.1:11111 from default port"]);
    expect(await urls({}, xml)).toEqual(["tcp://10.0.0.3:3 from api_port in Spec.xml"]);
    expect(await urls({})).toEqual(["tcp://127.0.0.1:11111 from default port"]);
  });

  it("comes from the config file that the environment names", async () => {
    const folder = await tempFolder({ "Spec.xml": `<o>${xml}</o>` });
    expect(await urls({ env: { SPEC_CONFIG_FILE: folder } })).toEqual(["tcp://10.0.0.3:3 from api_port in Spec.xml"]);
  });

  it("names the config file that was read, whatever the brand calls its own", async () => {
    const folder = await tempFolder({ "other.xml": `<o>${xml}<websocket_port>4</websocket_port></o>` });
    const configFile = join(folder, "other.xml");
    expect(await urls({ configFile })).toEqual(["tcp://10.0.0.3:3 from api_port in other.xml"]);
    expect(await urls({ configFile, transport: "websocket" })).toEqual([
      "ws://127.0.0.1:4/ from websocket_port in other.xml",
    ]);
  });

  it("comes from the variable with the URL before the config file that another variable names", async () => {
    const folder = await tempFolder({ "Spec.xml": `<o>${xml}</o>` });
    expect(await urls({ env: { ...env, SPEC_CONFIG_FILE: folder } })).toEqual(["tcp://from-env:2 from SPEC_URL"]);
  });

  it("uses the transport in the options: a variable with another transport does not count", async () => {
    expect(await urls({ transport: "websocket", env })).toEqual(["ws://127.0.0.1:33333/ from default port"]);
    expect(await urls({ transport: "tcp", env })).toEqual(["tcp://from-env:2 from SPEC_URL"]);
  });

  it("comes from the environment of the process by default", async () => {
    vi.stubEnv("SPEC_URL", "tcp://from-process:4");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await urls({ env: undefined })).toEqual(["tcp://from-process:4 from SPEC_URL"]);
  });

  it("ignores an empty variable", async () => {
    expect(await urls({ env: { SPEC_URL: "", SPEC_KEY: "", SPEC_CONFIG_FILE: "" } })).toEqual([
      "tcp://127.0.0.1:11111 from default port",
    ]);
  });

  it("is refused with the setting that named it", async () => {
    const option = await rejectionOf(resolve({ url: "nowhere" }));
    const variable = await rejectionOf(resolve({ env: { SPEC_URL: "nowhere" } }));
    expect([option.code, variable.code]).toEqual(["InvalidUrl", "InvalidUrl"]);
    expect(option.message).toContain("option url");
    expect(variable.message).toContain("SPEC_URL");
  });

  it("gets the brand's default port when the URL has none", async () => {
    expect(await urls({ url: "tcp://host" })).toEqual(["tcp://host:11111 from option url"]);
    expect(await urls({ url: "wss://host" })).toEqual(["wss://host:33333/ from option url"]);
  });

  it("is this machine when the gateway listens everywhere", async () => {
    expect(await urls({}, "<ip>0.0.0.0</ip><api_port>3</api_port>")).toEqual([
      "tcp://127.0.0.1:3 from api_port in Spec.xml",
    ]);
    expect(await urls({}, "<ip>::</ip>")).toEqual(["tcp://127.0.0.1:11111 from default port"]);
  });

  it("may be an IPv6 address in the config file", async () => {
    expect(await urls({}, "<ip>::1</ip><api_port>3</api_port>")).toEqual(["tcp://[::1]:3 from api_port in Spec.xml"]);
  });

  it("is WebSocket on request, with TLS when the gateway has a certificate", async () => {
    const websocket = "<websocket_ip>10.0.0.4</websocket_ip><websocket_port>4</websocket_port>";
    expect(await urls({ transport: "websocket" })).toEqual(["ws://127.0.0.1:33333/ from default port"]);
    expect(await urls({ transport: "websocket" }, `${xml}${websocket}`)).toEqual([
      "ws://10.0.0.4:4/ from websocket_port in Spec.xml",
    ]);
    expect(await urls({ transport: "websocket" }, `${websocket}<websocket_cert>c.pem</websocket_cert>`)).toEqual([
      "wss://10.0.0.4:4/ from websocket_port in Spec.xml",
    ]);
  });

  it("is tried at each port of the brand; a gateway on a shared port must name its brand", async () => {
    const { candidates } = await findCandidates(twoPorts, { env: {} });
    expect(candidates.map(({ url, mustTellBrand }) => [url.href, mustTellBrand])).toEqual([
      ["tcp://127.0.0.1:11111", false],
      ["tcp://127.0.0.1:11112", true],
    ]);
    expect(candidates[1]?.source).not.toBe(candidates[0]?.source);
  });

  it("is tried at one address if it was named", async () => {
    const configFile = await tempFolder({ "Spec.xml": "<o><api_port>3</api_port></o>" });
    for (const options of [{ url: "tcp://host:1" }, { configFile }]) {
      const { candidates } = await findCandidates(twoPorts, { env: {}, ...options });
      expect(candidates.map(({ mustTellBrand }) => mustTellBrand)).toEqual([false]);
    }
  });
});

describe("the WebSocket key", () => {
  const [fromOption = "", fromEnv = ""] = [
    randomBytes(6).toString("base64"),
    `пароль ${randomBytes(6).toString("hex")}`,
  ];
  const inConfig = randomBytes(16).toString("hex");
  const env = { SPEC_KEY: fromEnv };
  const xml = `<websocket_key_md5>${inConfig}</websocket_key_md5>`;

  it("comes from the options before the environment and the config file", async () => {
    const keyOf = async (...args: Parameters<typeof resolve>) =>
      (await resolve({ transport: "websocket", ...args[0] }, args[1])).credentials.keyMd5;
    expect(await keyOf({ key: fromOption, env }, xml)).toBe(md5(fromOption));
    expect(await keyOf({ keyMd5: md5("given"), env }, xml)).toBe(md5("given"));
    expect(await keyOf({ env })).toBe(md5(fromEnv));
    expect(await keyOf({ env }, xml)).toBe(inConfig);
    expect(await keyOf({ env }, "<unrelated/>")).toBe(md5(fromEnv));
    const folder = await tempFolder({ "Spec.xml": `<o>${xml}</o>` });
    expect(await keyOf({ env: { ...env, SPEC_CONFIG_FILE: folder } })).toBe(md5(fromEnv));
    expect(await keyOf({ env: { SPEC_CONFIG_FILE: folder } })).toBe(inConfig);
    expect(await keyOf({}, xml)).toBe(inConfig);
    expect(await keyOf({})).toBeUndefined();
  });

  it("that is given means WebSocket", async () => {
    for (const options of [{ key: fromOption }, { keyMd5: md5(fromOption) }, { env }]) {
      const { candidates } = await resolve(options);
      expect(candidates.map(({ transport }) => transport)).toEqual(["websocket"]);
    }
  });

  it("in the config file does not mean WebSocket", async () => {
    const { candidates } = await resolve({}, xml);
    expect(candidates.map(({ transport }) => transport)).toEqual(["tcp"]);
  });

  it("does not override the requested transport", async () => {
    const { candidates } = await resolve({ key: fromOption, transport: "tcp" });
    expect(candidates.map(({ transport }) => transport)).toEqual(["tcp"]);
  });
});

describe("the RSA key", () => {
  const pem = `-----BEGIN ${randomBytes(8).toString("hex")}-----`;

  it("comes from the option, then from the file that the variable or the config file names", async () => {
    const folder = await tempFolder({ "env.txt": `${pem}env`, "config.txt": `${pem}config` });
    const env = { SPEC_RSA_KEY_FILE: join(folder, "env.txt") };
    const xml = `<rsa_private_key>${join(folder, "config.txt")}</rsa_private_key>`;
    expect((await resolve({ rsaKey: pem, env }, xml)).credentials.rsaKey).toBe(pem);
    expect((await resolve({ env })).credentials.rsaKey).toBe(`${pem}env`);
    expect((await resolve({ env }, xml)).credentials.rsaKey).toBe(`${pem}config`);
    const configFolder = await tempFolder({ "Spec.xml": `<o>${xml}</o>` });
    const variables = { ...env, SPEC_CONFIG_FILE: configFolder };
    expect((await resolve({ env: variables })).credentials.rsaKey).toBe(`${pem}env`);
    expect((await resolve({}, xml)).credentials.rsaKey).toBe(`${pem}config`);
    expect((await resolve({})).credentials.rsaKey).toBeUndefined();
  });

  it("whose file cannot be read is refused with the setting that named it", async () => {
    const missing = join(await tempFolder({}), "none.txt");
    const byVariable = await rejectionOf(resolve({ env: { SPEC_RSA_KEY_FILE: missing } }));
    expect(byVariable).toMatchObject({ code: "InvalidOption", option: "SPEC_RSA_KEY_FILE", cause: { code: "ENOENT" } });
    const byConfig = await rejectionOf(resolve({}, `<rsa_private_key>${missing}</rsa_private_key>`));
    expect(byConfig).toMatchObject({ code: "InvalidOption", option: "rsa_private_key in Spec.xml" });
    expect(byVariable.message).toContain(`${missing} (SPEC_RSA_KEY_FILE) cannot be read: there is no such file`);
    expect(byVariable.message).not.toContain("container");
    const hint = "If this is the config file of a container, the path is inside of it: name the key's file here with";
    // The variable would lose to a config file that an option names.
    expect(byConfig.message).toMatch(new RegExp(`${hint} rsaKeyFile$`));
    const folder = await tempFolder({ "Spec.xml": `<o><rsa_private_key>${missing}</rsa_private_key></o>` });
    const byFileOfVariable = await rejectionOf(resolve({ env: { SPEC_CONFIG_FILE: folder } }));
    expect(byFileOfVariable.message).toMatch(new RegExp(`${hint} rsaKeyFile or SPEC_RSA_KEY_FILE$`));
  });

  it("may be in the home folder", async () => {
    const HOME = await tempFolder({ rsa: pem });
    const env = { HOME, SPEC_RSA_KEY_FILE: "~/rsa" };
    expect((await resolve({ env })).credentials.rsaKey).toBe(pem);
    expect((await resolve({ env: { HOME }, rsaKeyFile: "~/rsa" })).credentials.rsaKey).toBe(pem);
    const gone = await rejectionOf(resolve({ env: { HOME }, rsaKeyFile: "~/gone" }));
    expect(gone.message).toContain(`${HOME}/gone (rsaKeyFile) cannot be read: there is no such file`);
    const config = "<rsa_private_key>~/rsa</rsa_private_key>";
    expect((await resolve({ env: { HOME } }, config)).credentials.rsaKey).toBe(pem);
  });
});

describe("the config file of a gateway in a container", () => {
  it("may have what only the container knows, as long as it is not needed", async () => {
    const xml = `<ip>opend</ip><!-- <api_port>1</api_port> --><websocket_port>PORT</websocket_port>
      <websocket_key_md5>\${WS_KEY}</websocket_key_md5>`;
    expect(await urls({}, xml)).toEqual(["tcp://opend:11111 from default port"]);
    const error = await rejectionOf(resolve({ transport: "websocket" }, xml));
    expect(error).toMatchObject({ code: "InvalidConfigFile", message: expect.stringContaining("websocket_port") });
  });

  it("has variables of the environment", async () => {
    const xml = `<ip>\${OPEND_IP:-10.0.0.9}</ip><api_port>\${OPEND_PORT}</api_port>`;
    expect(await urls({ env: { OPEND_PORT: "5" } }, xml)).toEqual(["tcp://10.0.0.9:5 from api_port in Spec.xml"]);
    expect(await rejectionOf(resolve({}, xml))).toMatchObject({ code: "InvalidConfigFile" });
  });
});

describe("options", () => {
  it.each<[string, ConnectOptions]>([
    ["keyMd5", { keyMd5: "not a hash" }],
    ["keyMd5", { keyMd5: md5("x").toUpperCase() }],
    ["key", { key: "" }],
    ["connectTimeoutMs", { connectTimeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: Number.NaN }],
    ["timeoutMs", { timeoutMs: Number.POSITIVE_INFINITY }],
    ["maxFrameBytes", { maxFrameBytes: -1 }],
  ])("reject an invalid %s", async (option, options) => {
    const error = await rejectionOf(resolve(options));
    expect(error).toMatchObject({ code: "InvalidOption", option });
    expect(error.message).toContain(option);
  });

  it.each([
    [{ url: 11111 }, "url is a string"],
    [{ signal: {} }, "AbortSignal"],
    [{ url: "tcp://127.0.0.1:1", transport: "websocket" }, "leave transport out"],
  ])("with invalid values are refused: %o", async (options, text) => {
    // @ts-expect-error not options
    const error = await rejectionOf(resolve(options));
    expect(error).toMatchObject({ code: "InvalidOption" });
    expect(error.message).toContain(text);
  });

  it("know two transports", async () => {
    // @ts-expect-error not a transport
    const error = await rejectionOf(resolve({ transport: "udp" }));
    expect(error).toMatchObject({ code: "InvalidOption", option: "transport" });
  });

  it("do not show a plain key that was given as MD5", async () => {
    const key = randomBytes(12).toString("base64");
    const error = await rejectionOf(resolve({ keyMd5: key }));
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain(key);
  });
});
