import { checkOptions } from "../base/check-options.js";
import { createError } from "../base/errors.js";
import type { ConnectOptions } from "./connect-options.js";

/** The names of all options. The type keeps the list complete. */
const names: Readonly<Record<keyof ConnectOptions, true>> = {
  url: true,
  transport: true,
  key: true,
  keyMd5: true,
  rsaKey: true,
  rsaKeyFile: true,
  cipher: true,
  allowInsecure: true,
  tls: true,
  configFile: true,
  reconnect: true,
  retry: true,
  onStateChange: true,
  log: true,
  clientId: true,
  signal: true,
  env: true,
  connectTimeoutMs: true,
  timeoutMs: true,
  maxFrameBytes: true,
  clock: true,
  limiter: true,
  onQuotaWait: true,
  rateLimitText: true,
  waitWhenRateLimited: true,
};

/**
 * Checks that every option exists. The code that uses an option checks its value.
 *
 * @throws `InvalidOption` that names the nearest option
 */
export function checkConnectOptions(options: ConnectOptions): void {
  checkPlace(Object(options));
  checkOptions("connect", options, Object.keys(names));
}

/** Clients of other gateways take a host and a port, so people try these names. */
function checkPlace(options: object): void {
  for (const option of ["host", "ip", "port"]) {
    if (!(option in options)) continue;
    throw invalid(
      option,
      `connect has no option ${option}: say where the gateway is with url: "tcp://127.0.0.1:11111"`,
    );
  }
}

function invalid(option: string, message: string) {
  return createError("InvalidOption", message, { option });
}
