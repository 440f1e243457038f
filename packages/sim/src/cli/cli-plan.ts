import { parseArgs } from "node:util";
import { nearestName } from "@opend/core/internal";
import { brandNames, brands, isBrand } from "../base/brands.js";
import { isLanguage, languages } from "../base/language.js";
import {
  type AccountPreset,
  accountPresets,
  defaultAccounts,
  isAccountPreset,
} from "../broker/accounts/account-options.js";
import { type GatewayOptions, maxPort, maxTradingDays } from "../gateway/gateway-options.js";

/** The command line is wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What the command should do. */
export interface CliPlan {
  /** Whether to print the help and do nothing else. */
  readonly help: boolean;
  /** The file with the RSA key of all gateways. */
  readonly rsaKeyFile: string | undefined;
  /** The files with the certificate of all gateways and with its private key. */
  readonly tlsFiles: { readonly cert: string; readonly key: string } | undefined;
  /** The gateways to start. */
  readonly gateways: readonly GatewayOptions[];
}

/** The environment variable that holds the WebSocket key. */
export const keyVariable = "OPEND_SIM_KEY";

/** The environment variable that holds the trading password. */
export const tradePasswordVariable = "OPEND_SIM_TRADE_PASSWORD";

/** The text that `--help` prints. */
export const helpText = `Usage: opend-sim [options]

Starts a simulated OpenD gateway of each brand. All data is simulated.

  ${`--brand ${brandNames.join("|")}`.padEnd(20)} start only this brand's gateway
  --tcp-port PORT      TCP port, with --brand (${listPorts("tcp")}; 0: any free port)
  --ws-port PORT       WebSocket port, with --brand (${listPorts("websocket")}; 0: any free port)
  --key KEY            plain WebSocket key that clients must know; better set ${keyVariable},
                       since other users of the machine can read command lines
  --rsa-key-file FILE  RSA private key (PEM) that clients must use too: TCP is encrypted
  --tls-cert-file FILE certificate (PEM), with --tls-key-file: WebSocket is wss://
  --tls-key-file FILE  private key (PEM) to that certificate
  --days DAYS          trading days of data per security (1 to ${maxTradingDays}, default 750)
  ${`--language ${languages.join("|")}`.padEnd(20)} language of refusals, as the gateway's option lang (default en)
  --accounts NAME,NAME accounts of the user, by name:
                       ${accountPresets.slice(0, 6).join(", ")},
                       ${accountPresets.slice(6, 12).join(", ")},
                       ${accountPresets.slice(12).join(", ")}
                       (default ${defaultAccounts.join(",")})
  --no-rate-limit      do not enforce the frequency limits
  --help               print this

Exit codes: 0 stopped, 1 failed, 2 wrong usage.

${tradePasswordVariable} sets the password that unlocks trading on the simulated
account that behaves like a real one. Paper accounts need no password.`;

/**
 * Reads a command line.
 *
 * @throws `UsageError` when it is wrong. The message is one line and shows nothing that could be the key
 */
export function planCli(args: readonly string[], env: Readonly<Record<string, string | undefined>>): CliPlan {
  const values = parseOptions(args);
  const { brand, language, "tcp-port": tcpPort, "ws-port": wsPort } = values;
  if (brand !== undefined && !isBrand(brand)) throw new UsageError(`--brand must be ${anyOf.format(brandNames)}`);
  if (language !== undefined && !isLanguage(language)) {
    throw new UsageError(`--language must be ${anyOf.format(languages)}`);
  }
  if (brand === undefined && (tcpPort !== undefined || wsPort !== undefined)) {
    throw new UsageError("--tcp-port and --ws-port need --brand: each brand has ports of its own");
  }
  const key = values.key ?? (env[keyVariable] || undefined);
  const tradingDays = numberWithin("--days", values.days, 1, maxTradingDays);
  const gateways = (brand === undefined ? brandNames : [brand]).map((name) => ({
    brand: name,
    tcpPort: numberWithin("--tcp-port", tcpPort, 0, maxPort) ?? brands[name].defaultPorts.tcp,
    wsPort: numberWithin("--ws-port", wsPort, 0, maxPort) ?? brands[name].defaultPorts.websocket,
    key,
    tradePassword: env[tradePasswordVariable] || undefined,
    language,
    tradingDays,
    accounts: accountsIn(values.accounts),
    rateLimit: values["no-rate-limit"] !== true,
  }));
  return {
    help: values.help === true,
    rsaKeyFile: values["rsa-key-file"],
    tlsFiles: tlsFilesIn(values["tls-cert-file"], values["tls-key-file"]),
    gateways,
  };
}

function accountsIn(names: string | undefined): readonly AccountPreset[] | undefined {
  return names?.split(",").map((name) => {
    if (isAccountPreset(name)) return name;
    const nearest = nearestName(name, accountPresets);
    const hint = nearest === undefined ? "" : `, did you mean ${nearest}`;
    throw new UsageError(`--accounts lists a name that no account has${hint}; see --help`);
  });
}

function tlsFilesIn(cert: string | undefined, key: string | undefined): CliPlan["tlsFiles"] {
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert !== undefined || key !== undefined)
    throw new UsageError("--tls-cert-file and --tls-key-file need each other");
  return undefined;
}

const anyOf = new Intl.ListFormat("en-US", { type: "disjunction" });

const flags = {
  brand: { type: "string" },
  "tcp-port": { type: "string" },
  "ws-port": { type: "string" },
  key: { type: "string" },
  "rsa-key-file": { type: "string" },
  "tls-cert-file": { type: "string" },
  "tls-key-file": { type: "string" },
  days: { type: "string" },
  language: { type: "string" },
  accounts: { type: "string" },
  "no-rate-limit": { type: "boolean" },
  help: { type: "boolean" },
} as const;

function parseOptions(args: readonly string[]) {
  try {
    const { values, tokens } = parseArgs({ args: [...args], options: flags, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === "option" && token.value !== undefined ? [token.name] : []));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new UsageError(`--${twice} is given twice, and takes one value`);
    return values;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${describeMistake(error)}; see --help`);
  }
}

/** Repeats only the name of an option, since anything else might be a key in the wrong place. */
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
