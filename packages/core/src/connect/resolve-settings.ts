import { platform } from "#platform";
import { createError } from "../errors.js";
import type { GatewayConfig } from "../platform/gateway-config.js";
import type { Credentials } from "../session/handshake.js";
import type { Transport } from "../transport/link.js";
import type { BrandProfile } from "./brand-profile.js";
import type { ConnectOptions } from "./connect-options.js";
import { parseGatewayUrl } from "./gateway-url.js";
import { md5Hex } from "./md5-hex.js";

/** A place where the gateway may be. */
export interface Candidate {
  readonly url: URL;
  readonly transport: Transport;
  /** Where the address comes from, in words. */
  readonly source: string;
  /** Whether a gateway there must say that it is of the wanted brand. */
  readonly mustTellBrand: boolean;
}

/** Where to look, and what to show there. */
export interface Settings {
  readonly candidates: readonly Candidate[];
  readonly credentials: Credentials;
}

/** Puts together options, environment, config file and defaults: for each setting, the first of them that has it counts. */
export async function resolveSettings(profile: BrandProfile, options: ConnectOptions): Promise<Settings> {
  checkOptions(options);
  const env = options.env ?? platform.environment();
  const variable = (name: string) => env[name] || undefined;
  const configFile = options.configFile ?? variable(profile.env.configFile);
  const config =
    configFile === undefined ? undefined : await platform.readGatewayConfig(configFile, profile.configFileName);
  const givenKeyMd5 = options.keyMd5 ?? hashKey(options.key ?? variable(profile.env.key));
  const credentials: Credentials = {
    keyMd5: givenKeyMd5 ?? config?.websocketKeyMd5,
    rsaKey: await readRsaKey(profile, options, variable(profile.env.rsaKeyFile), config),
  };
  const url = options.url ?? variable(profile.env.url);
  if (url !== undefined) {
    const source = options.url === undefined ? profile.env.url : "option url";
    return { candidates: [candidateAt(url, source, profile)], credentials };
  }
  const sockets = platform.hasSockets && givenKeyMd5 === undefined;
  const transport = options.transport ?? (sockets ? "tcp" : "websocket");
  return { candidates: candidatesFor(transport, profile, config), credentials };
}

function candidateAt(text: string, source: string, profile: BrandProfile): Candidate {
  const [ports] = profile.ports;
  const url = parseGatewayUrl(text, source, { tcp: ports?.tcp, websocket: ports?.websocket });
  return { url, transport: url.protocol === "tcp:" ? "tcp" : "websocket", source, mustTellBrand: false };
}

function candidatesFor(transport: Transport, profile: BrandProfile, config: GatewayConfig | undefined): Candidate[] {
  const isTcp = transport === "tcp";
  const scheme = isTcp ? "tcp" : config?.websocketTls ? "wss" : "ws";
  const configured = isTcp ? config?.apiPort : config?.websocketPort;
  const host = reachableHost((isTcp ? config?.ip : config?.websocketIp) ?? "127.0.0.1");
  const at = (port: number) => new URL(`${scheme}://${host}:${port}`);
  if (configured !== undefined) {
    const source = isTcp ? `api_port in ${profile.configFileName}` : `websocket_port in ${profile.configFileName}`;
    return [{ url: at(configured), transport, source, mustTellBrand: false }];
  }
  return profile.ports.map((ports, index) => ({
    url: at(ports[transport]),
    transport,
    source: index === 0 ? "default port" : "factory port of OpenD",
    mustTellBrand: index > 0,
  }));
}

/** A gateway that listens everywhere is reached on this machine. */
function reachableHost(ip: string): string {
  const host = ip === "0.0.0.0" || ip === "::" ? "127.0.0.1" : ip;
  return host.includes(":") ? `[${host}]` : host;
}

function checkOptions(options: ConnectOptions): void {
  const { transport, keyMd5, key, cipher } = options;
  if (cipher !== undefined && cipher !== "AES_CBC" && cipher !== "AES_ECB" && cipher !== "FTAES_ECB") {
    const message = `cipher is "AES_CBC", "AES_ECB" or "FTAES_ECB", not ${JSON.stringify(cipher)}`;
    throw createError("InvalidOption", message, { option: "cipher" });
  }
  if (transport !== undefined && transport !== "tcp" && transport !== "websocket") {
    throw createError("InvalidOption", `transport is "tcp" or "websocket", not ${JSON.stringify(transport)}`, {
      option: "transport",
    });
  }
  if (keyMd5 !== undefined && !/^[0-9a-f]{32}$/.test(keyMd5)) {
    throw createError("InvalidOption", "keyMd5 is 32 lower-case hex digits; a plain key goes into the option key", {
      option: "keyMd5",
    });
  }
  if (key === "")
    throw createError("InvalidOption", "key is empty; leave it out for a gateway without a key", { option: "key" });
  for (const option of ["connectTimeoutMs", "requestTimeoutMs", "maxFrameBytes"] as const) {
    const value = options[option];
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
      throw createError("InvalidOption", `${option} is a number above 0, not ${value}`, { option });
    }
  }
}

function hashKey(key: string | undefined): string | undefined {
  return key === undefined ? undefined : md5Hex(key);
}

async function readRsaKey(
  profile: BrandProfile,
  { rsaKey, rsaKeyFile }: ConnectOptions,
  variable: string | undefined,
  config: GatewayConfig | undefined,
): Promise<string | undefined> {
  if (rsaKey !== undefined) return typeof rsaKey === "string" ? rsaKey : new TextDecoder().decode(rsaKey);
  const files = [
    [rsaKeyFile, "rsaKeyFile"],
    [variable, profile.env.rsaKeyFile],
    [config?.rsaKeyFile, `rsa_private_key in ${profile.configFileName}`],
  ] as const;
  for (const [path, option] of files) {
    if (path === undefined) continue;
    return await platform.readTextFile(path).catch((cause: unknown) => {
      throw createError("InvalidOption", `the RSA key file ${path} (${option}) cannot be read`, { option }, { cause });
    });
  }
  return undefined;
}
