import { readFile } from "node:fs/promises";
import { createError } from "../base/errors.js";

/** What a client reads from a gateway's config file. */
export interface GatewayConfig {
  readonly ip: string | undefined;
  readonly apiPort: number | undefined;
  readonly websocketIp: string | undefined;
  readonly websocketPort: number | undefined;
  /** Whether the WebSocket is encrypted. */
  readonly websocketTls: boolean;
  /** This is a secret. */
  readonly websocketKeyMd5: string | undefined;
  readonly rsaKeyFile: string | undefined;
}

/**
 * Reads the XML config file of a gateway.
 *
 * @param path the file, or the folder that has a file called `fileName`
 * @param option the option or variable that named the path, for messages
 * @throws `InvalidConfigFile`
 */
export async function readGatewayConfig(path: string, fileName: string, option = "configFile"): Promise<GatewayConfig> {
  const file = path.toLowerCase().endsWith(".xml") ? path : `${path.replace(/[/\\]$/, "")}/${fileName}`;
  const xml = await readFile(file, "utf8").catch((cause: unknown) => {
    throw invalid(file, `(${option}) cannot be read`, cause);
  });
  const values = await parseConfig(xml).catch((): never => {
    // The parser's message quotes the file, which holds secrets.
    throw invalid(file, "is not XML");
  });
  const text = (name: string) => values.get(name) || undefined;
  const port = (name: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (/^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65536) return Number(value);
    throw invalid(file, `must have a port number (1 to 65535) in ${name}`);
  };
  const address = (name: string) => {
    const value = text(name);
    const host = value?.includes(":") ? `[${value}]` : value;
    if (value === undefined || (/^[\w.:-]+$/.test(value) && URL.canParse(`http://${host}`))) return value;
    throw invalid(file, `must have an IP address in ${name}`);
  };
  const rsaKey = text("rsa_private_key");
  return {
    ip: address("ip"),
    apiPort: port("api_port"),
    websocketIp: address("websocket_ip"),
    websocketPort: port("websocket_port"),
    websocketTls: text("websocket_cert") !== undefined,
    websocketKeyMd5: text("websocket_key_md5"),
    rsaKeyFile: rsaKey && isRelative(rsaKey) ? file.replace(/[^/\\]*$/, () => rsaKey) : rsaKey,
  };
}

/** Returns the values by name. @throws when the text is not XML */
async function parseConfig(xml: string): Promise<ReadonlyMap<string, string>> {
  const { XmlElement, parseXml } = await import("@rgrove/parse-xml");
  const elements = parseXml(xml).root?.children.filter((node) => node instanceof XmlElement) ?? [];
  return new Map(elements.map((element) => [element.name, element.text.trim()]));
}

function isRelative(path: string): boolean {
  return !/^([/\\]|[A-Za-z]:)/.test(path);
}

function invalid(file: string, what: string, cause?: unknown) {
  return createError("InvalidConfigFile", `the gateway config file ${file} ${what}`, { file }, { cause });
}
