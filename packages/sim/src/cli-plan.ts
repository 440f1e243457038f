import { parseArgs } from "node:util";
import { nearestName } from "@opend/core/internal";
import { type Brand, brands } from "./brands.js";
import { type GatewayOptions, maxPort, maxTradingDays } from "./gateway-options.js";

/** A command line that is used wrongly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a command line asks for. */
export interface CliPlan {
  /** Whether only the help is wanted. */
  readonly help: boolean;
  /** The file of the RSA key of all of them. */
  readonly rsaKeyFile: string | undefined;
  /** The files of the certificate of all of them, and of the private key to it. */
  readonly tlsFiles: { readonly cert: string; readonly key: string } | undefined;
  /** The gateways to start. */
  readonly gateways: readonly GatewayOptions[];
}

/** The environment variable that holds the WebSocket key. */
export const keyVariable = "OPEND_SIM_KEY";

/** The environment variable that holds the trading password. */
export const tradePasswordVariable = "OPEND_SIM_TRADE_PASSWORD";

/** What `--help` prints. */
export const helpText = `Usage: opend-sim [options]

Starts a simulated OpenD gateway of each brand. All data is simulated.

  --brand futu|moomoo  start only this brand's gateway
  --tcp-port PORT      TCP port, with --brand (${listPorts("tcp")}; 0: any free port)
  --ws-port PORT       WebSocket port, with --brand (${listPorts("websocket")}; 0: any free port)
  --key KEY            plain WebSocket key that clients must know; better set ${keyVariable},
                       since other users of the machine can read command lines
  --rsa-key-file FILE  RSA private key (PEM) that clients must use too: TCP is encrypted
  --tls-cert-file FILE certificate (PEM), with --tls-key-file: WebSocket is wss://
  --tls-key-file FILE  private key (PEM) to that certificate
  --days DAYS          trading days of data per security (1 to ${maxTradingDays}, default 750)
  --no-rate-limit      do not enforce the frequency limits
  --help               print this

Exit codes: 0 stopped, 1 failed, 2 wrong usage.

${tradePasswordVariable}, where set, is the password that unlocks trading on the
simulated account that behaves as a real one; paper accounts need none.`;

/**
 * Reads a command line.
 *
 * @throws `UsageError`, whose message is one line and shows nothing that could be the key
 */
export function planCli(args: readonly string[], env: Readonly<Record<string, string | undefined>>): CliPlan {
  const values = parseOptions(args);
  const { brand, "tcp-port": tcpPort, "ws-port": wsPort } = values;
  const chosen = (["futu", "moomoo"] as const).filter((name) => brand === undefined || brand === name);
  if (chosen.length === 0) throw new UsageError("--brand must be futu or moomoo");
  if (brand === undefined && (tcpPort !== undefined || wsPort !== undefined)) {
    throw new UsageError("--tcp-port and --ws-port need --brand: each brand has ports of its own");
  }
  const key = values.key ?? (env[keyVariable] || undefined);
  const tradingDays = numberWithin("--days", values.days, 1, maxTradingDays);
  const gateways = chosen.map((name: Brand) => ({
    brand: name,
    tcpPort: numberWithin("--tcp-port", tcpPort, 0, maxPort) ?? brands[name].defaultPorts.tcp,
    wsPort: numberWithin("--ws-port", wsPort, 0, maxPort) ?? brands[name].defaultPorts.websocket,
    key,
    tradePassword: env[tradePasswordVariable] || undefined,
    tradingDays,
    rateLimit: values["no-rate-limit"] !== true,
  }));
  return {
    help: values.help === true,
    rsaKeyFile: values["rsa-key-file"],
    tlsFiles: tlsFilesIn(values["tls-cert-file"], values["tls-key-file"]),
    gateways,
  };
}

function tlsFilesIn(cert: string | undefined, key: string | undefined): CliPlan["tlsFiles"] {
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert !== undefined || key !== undefined)
    throw new UsageError("--tls-cert-file and --tls-key-file need each other");
  return undefined;
}

const flags = {
  brand: { type: "string" },
  "tcp-port": { type: "string" },
  "ws-port": { type: "string" },
  key: { type: "string" },
  "rsa-key-file": { type: "string" },
  "tls-cert-file": { type: "string" },
  "tls-key-file": { type: "string" },
  days: { type: "string" },
  "no-rate-limit": { type: "boolean" },
  help: { type: "boolean" },
} as const;

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: flags,
    }).values;
  } catch (error) {
    throw new UsageError(`${describeMistake(error)}; see --help`);
  }
}

/** Only the name of an option is repeated: anything else might be a key in the wrong place. */
function describeMistake(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, name] = /'(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    if (!name?.startsWith("--")) return "unknown option that begins with -";
    const nearest = nearestName(name.slice(2), Object.keys(flags));
    return `unknown option ${name}${nearest === undefined ? "" : `, did you mean --${nearest}`}`;
  }
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return `the option ${name} has no value or one it cannot have`;
  return "there is an argument that belongs to no option";
}

function numberWithin(option: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`${option} must be a whole number`);
  const value = Number(text);
  if (value < min || value > max) throw new UsageError(`${option} must be a number from ${min} to ${max}`);
  return value;
}

function listPorts(transport: "tcp" | "websocket"): string {
  return Object.values(brands)
    .map(({ displayName, defaultPorts }) => `${displayName} ${defaultPorts[transport]}`)
    .join(", ");
}
