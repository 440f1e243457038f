import type { ConnectOptions, LogEntry, QuotaWait } from "@opend/futu";
import type { Context } from "../base/context.js";
import { readSecret } from "../base/read-secret.js";

/** What a command wants to hear of its client. */
export interface ClientHooks {
  readonly onQuotaWait?: ((wait: QuotaWait) => void) | undefined;
  readonly onStateChange?: ConnectOptions["onStateChange"];
}

/** Returns the options of `connect` that the command line asks for. */
export async function toClientOptions(context: Context, hooks: ClientHooks = {}): Promise<ConnectOptions> {
  const { globals, interrupt, io } = context;
  const { url, keyFile, rsaKeyFile, configFile, rateLimitText, timeout } = globals;
  return {
    env: io.env,
    signal: interrupt.signal,
    log: createLog(context),
    clock: io.clock,
    ...hooks,
    ...(url === undefined ? {} : { url }),
    ...(keyFile === undefined ? {} : { key: await readSecret("--key-file", keyFile, io.env) }),
    ...(rsaKeyFile === undefined ? {} : { rsaKeyFile }),
    ...(configFile === undefined ? {} : { configFile }),
    ...(rateLimitText === undefined ? {} : { rateLimitText }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000, connectTimeoutMs: timeout * 1000 }),
  };
}

/** Prints what matters. `--verbose` prints every request too. Entries hold no keys and no messages. */
function createLog({ globals, screen }: Context): (entry: LogEntry) => void {
  return (entry) => {
    if (globals.verbose || entry.level === "warn" || entry.level === "error") screen.note(`opend: ${messageOf(entry)}`);
  };
}

/** The log names the option of a program where a person has Ctrl-C. */
function messageOf(entry: LogEntry): string {
  if (entry.event !== "connection-lost") return entry.message;
  return `${entry.error.message}. Connecting again until it works; Ctrl-C ends the command`;
}
