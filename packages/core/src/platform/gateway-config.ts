import { createError } from "../base/errors.js";
import { whyUnreadable } from "../base/why-unreadable.js";
import { homePath, type Variable } from "./home-path.js";
import { readSmallText } from "./read-small-text.js";

/**
 * What a client reads from a gateway's config file. A config file may have settings that mean something to the gateway
 * only, so each is checked when it is read, and throws `InvalidConfigFile` then.
 */
export interface GatewayConfig {
  /** The name of the file that was read, for messages. */
  readonly fileName: string;
  readonly ip: string | undefined;
  readonly apiPort: number | undefined;
  readonly websocketIp: string | undefined;
  readonly websocketPort: number | undefined;
  /** Whether the WebSocket is encrypted. */
  readonly websocketTls: boolean;
  /** This is a secret. */
  readonly websocketKeyMd5: string | undefined;
  /** It may begin with `~`. */
  readonly rsaKeyFile: string | undefined;
}

/** How to read a config file. */
export interface ReadConfigOptions {
  /** The environment that the file's `${NAME}` and `~` refer to. */
  readonly variable: Variable;
  /** The option or variable that named the path, for messages. Default: `configFile`. */
  readonly option?: string | undefined;
}

/**
 * Reads the XML config file of a gateway. As the gateway does, it fills in `${NAME}` and `${NAME:-default}`.
 *
 * @param path the file, or the folder that has a file called `fileName`
 * @throws `InvalidConfigFile`
 */
export async function readGatewayConfig(
  path: string,
  fileName: string,
  { variable, option = "configFile" }: ReadConfigOptions,
): Promise<GatewayConfig> {
  let file = path;
  let xml: string;
  try {
    file = homePath(path, variable);
    if (!file.toLowerCase().endsWith(".xml")) file = `${file.replace(/[/\\]$/, "")}/${fileName}`;
    xml = await readSmallText(file);
  } catch (cause) {
    throw invalid(file, `(${option}) cannot be read: ${whyUnreadable(cause)}`, cause);
  }
  const values = await parseConfig(xml).catch((): never => {
    // The parser's message quotes the file, which holds secrets.
    throw invalid(file, "is not XML");
  });
  const text = (name: string) => fillIn(values.get(name) ?? "", name, file, variable) || undefined;
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
  return {
    fileName: file.replace(/^.*[/\\]/s, ""),
    get ip() {
      return address("ip");
    },
    get apiPort() {
      return port("api_port");
    },
    get websocketIp() {
      return address("websocket_ip");
    },
    get websocketPort() {
      return port("websocket_port");
    },
    get websocketTls() {
      return text("websocket_cert") !== undefined;
    },
    get websocketKeyMd5() {
      return text("websocket_key_md5");
    },
    get rsaKeyFile() {
      const key = text("rsa_private_key");
      return key && isRelative(key) ? file.replace(/[^/\\]*$/, () => key) : key;
    },
  };
}

/** Returns the values by name. @throws when the text is not XML */
async function parseConfig(xml: string): Promise<ReadonlyMap<string, string>> {
  const { XmlElement, parseXml } = await import("@rgrove/parse-xml");
  const elements = parseXml(xml).root?.children.filter((node) => node instanceof XmlElement) ?? [];
  return new Map(elements.map((element) => [element.name, element.text.trim()]));
}

/** Fills in the variables of a value, as shells do: a default counts for a variable that is empty, too. */
function fillIn(value: string, setting: string, file: string, variable: Variable): string {
  return value.replace(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (text, name: string, otherwise: string | undefined) => {
    const found = variable(name);
    if (otherwise !== undefined) return found || otherwise;
    if (found !== undefined) return found;
    throw invalid(file, `has ${text} in ${setting}, and the variable ${name} is not set here`);
  });
}

function isRelative(path: string): boolean {
  return !/^([/\\]|[A-Za-z]:|~(?:$|[/\\]))/.test(path);
}

function invalid(file: string, what: string, cause?: unknown) {
  return createError("InvalidConfigFile", `the gateway config file ${file} ${what}`, { file }, { cause });
}
