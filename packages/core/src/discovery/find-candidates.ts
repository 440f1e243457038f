import { platform } from "#platform";
import { createError } from "../base/errors.js";
import { whyUnreadable } from "../base/why-unreadable.js";
import type { GatewayConfig } from "../platform/gateway-config.js";
import type { Credentials } from "../session/handshake.js";
import type { TransportKind } from "../transport/transport.js";
import type { BrandProfile } from "./brand-profile.js";
import { checkDiscoveryOptions } from "./check-discovery-options.js";
import type { DiscoveryOptions } from "./discovery-options.js";
import { parseGatewayUrl } from "./gateway-url.js";
import { md5Hex } from "./md5-hex.js";

/** A place where the gateway may be. */
export interface Candidate {
  readonly url: URL;
  readonly transport: TransportKind;
  /** Where the address comes from, in words for messages. */
  readonly source: string;
  /** Whether a gateway at this place must say that it belongs to the wanted brand. */
  readonly mustTellBrand: boolean;
}

/** Where to look, and how to log in there. */
export interface Settings {
  readonly candidates: readonly Candidate[];
  readonly credentials: Credentials;
}

/**
 * Combines options, environment, config file and defaults. For each setting, the first of these that has it wins.
 * Options, and the config file that they name, win over every environment variable.
 */
export async function findCandidates(profile: BrandProfile, options: DiscoveryOptions): Promise<Settings> {
  checkDiscoveryOptions(options);
  const { configFile, env } = options;
  const ofOptions = await readConfig(configFile, "configFile", profile, env);
  const ofVariables =
    configFile === undefined
      ? await readConfig(readVariable(env, profile.env.configFile), profile.env.configFile, profile, env)
      : undefined;
  const keyOfOptions = options.keyMd5 ?? hashKey(options.key);
  const keyOfVariable = hashKey(readVariable(env, profile.env.key));
  const givenKey = keyOfOptions ?? (configFile === undefined ? keyOfVariable : undefined);
  const candidates = placesOf(profile, options, ofOptions ?? ofVariables, givenKey !== undefined);
  const isWebSocket = candidates.some(({ transport }) => transport === "websocket");
  const keyOf = () => keyOfOptions ?? ofOptions?.websocketKeyMd5 ?? keyOfVariable ?? ofVariables?.websocketKeyMd5;
  return {
    candidates,
    credentials: {
      keyMd5: isWebSocket ? keyOf() : undefined,
      rsaKey: await readRsaKey(profile, options, ofOptions, ofVariables),
    },
  };
}

function placesOf(
  profile: BrandProfile,
  { url, configFile, env, transport }: DiscoveryOptions,
  config: GatewayConfig | undefined,
  hasKey: boolean,
): readonly Candidate[] {
  if (url !== undefined) return [candidateAt(url, "option url", profile)];
  const urlOfVariable = configFile === undefined ? readVariable(env, profile.env.url) : undefined;
  if (urlOfVariable !== undefined) {
    const candidate = candidateAt(urlOfVariable, profile.env.url, profile);
    // The option asks for one transport, and the variable names the other.
    if (transport === undefined || transport === candidate.transport) return [candidate];
  }
  const sockets = platform.hasSockets && !hasKey;
  return candidatesFor(transport ?? (sockets ? "tcp" : "websocket"), profile, config);
}

/** Reads a variable from the given environment, or from the process. An empty one counts as not set. */
export function readVariable(env: DiscoveryOptions["env"], name: string): string | undefined {
  return variableOf(env)(name) || undefined;
}

function variableOf(env: DiscoveryOptions["env"]): (name: string) => string | undefined {
  return (name) => (env ? env[name] : platform.readVariable(name));
}

async function readConfig(
  path: string | undefined,
  option: string,
  profile: BrandProfile,
  env: DiscoveryOptions["env"],
): Promise<GatewayConfig | undefined> {
  if (path === undefined) return undefined;
  return await platform.readGatewayConfig(path, profile.configFileName, { option, variable: variableOf(env) });
}

function candidateAt(text: string, source: string, profile: BrandProfile): Candidate {
  const [ports] = profile.ports;
  const url = parseGatewayUrl(text, source, { tcp: ports?.tcp, websocket: ports?.websocket });
  return { url, transport: url.protocol === "tcp:" ? "tcp" : "websocket", source, mustTellBrand: false };
}

function candidatesFor(
  transport: TransportKind,
  profile: BrandProfile,
  config: GatewayConfig | undefined,
): Candidate[] {
  const isTcp = transport === "tcp";
  const scheme = isTcp ? "tcp" : config?.websocketTls ? "wss" : "ws";
  const configured = isTcp ? config?.apiPort : config?.websocketPort;
  const host = reachableHost((isTcp ? config?.ip : config?.websocketIp) ?? "127.0.0.1");
  const at = (port: number) => new URL(`${scheme}://${host}:${port}`);
  if (configured !== undefined) {
    const source = `${isTcp ? "api_port" : "websocket_port"} in ${config?.fileName}`;
    return [{ url: at(configured), transport, source, mustTellBrand: false }];
  }
  return profile.ports.map((ports, index) => ({
    url: at(ports[transport]),
    transport,
    source: index === 0 ? "default port" : "factory port of OpenD",
    mustTellBrand: index > 0,
  }));
}

/** Replaces the address of a gateway that listens everywhere by that of this machine. */
function reachableHost(ip: string): string {
  const host = ip === "0.0.0.0" || ip === "::" ? "127.0.0.1" : ip;
  return host.includes(":") ? `[${host}]` : host;
}

function hashKey(key: string | undefined): string | undefined {
  return key === undefined ? undefined : md5Hex(key);
}

async function readRsaKey(
  profile: BrandProfile,
  { rsaKey, rsaKeyFile, env }: DiscoveryOptions,
  ofOptions: GatewayConfig | undefined,
  ofVariables: GatewayConfig | undefined,
): Promise<string | undefined> {
  if (rsaKey !== undefined) return typeof rsaKey === "string" ? rsaKey : new TextDecoder().decode(rsaKey);
  // No client reads both config files.
  const inConfig = `rsa_private_key in ${(ofOptions ?? ofVariables)?.fileName}`;
  // `better` names the settings that win over one of a config file.
  const files: readonly (readonly [pathOf: () => string | undefined, option: string, better?: string])[] = [
    [() => rsaKeyFile, "rsaKeyFile"],
    [() => ofOptions?.rsaKeyFile, inConfig, "rsaKeyFile"],
    [() => readVariable(env, profile.env.rsaKeyFile), profile.env.rsaKeyFile],
    [() => ofVariables?.rsaKeyFile, inConfig, `rsaKeyFile or ${profile.env.rsaKeyFile}`],
  ];
  for (const [pathOf, option, better] of files) {
    let path = pathOf();
    if (path === undefined) continue;
    try {
      path = platform.homePath(path, variableOf(env));
      return await platform.readTextFile(path);
    } catch (cause) {
      const hint = better
        ? `. If this is the config file of a container, the path is inside of it: name the key's file here with ${better}`
        : "";
      const message = `the RSA key file ${path} (${option}) cannot be read: ${whyUnreadable(cause)}${hint}`;
      throw createError("InvalidOption", message, { option }, { cause });
    }
  }
  return undefined;
}
