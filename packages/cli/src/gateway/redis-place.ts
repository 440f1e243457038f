import { UsageError } from "../base/usage-error.js";

/** Where a Redis server is, and what a gateway is called there. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly db: number;
  readonly tls: boolean;
  /** What tells gateways of one brand apart. Undefined: there is one. */
  readonly name: string | undefined;
}

const form =
  "--limiter is redis://host:port, rediss:// for TLS. It may have a database (/1) and a name for the gateway (#2)";

/** The variable from which `redis-cli` takes the password, too. */
const passwordVariable = "REDISCLI_AUTH";

/** @throws `UsageError`, which never cites the text: it may hold a password */
export function parseRedisPlace(text: string, env: Readonly<Record<string, string | undefined>>): RedisPlace {
  if (!URL.canParse(text)) throw new UsageError(form);
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const db = /\d+$/.exec(pathname)?.[0] ?? "0";
  const isDb = /^\/?\d{0,4}$/.test(pathname);
  const isName = /^(?:#[\w.-]{1,50})?$/.test(hash);
  if (!/^rediss?:$/.test(protocol) || hostname === "" || !isDb || search !== "" || !isName) throw new UsageError(form);
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? 6379 : Number(port),
    username: decode(username),
    password: decode(password) ?? (env[passwordVariable] || undefined),
    db: Number(db),
    tls: protocol === "rediss:",
    name: hash === "" ? undefined : hash.slice(1),
  };
}

function decode(text: string): string | undefined {
  if (text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(`${form}. In a user or password, write % as %25`);
  }
}
