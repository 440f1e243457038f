import { checkOptions } from "@opend/core/internal";
import type { SocketOptions } from "./socket-options.js";

/** The names of all options. The type keeps the list complete. */
const names: Readonly<Record<keyof SocketOptions, true>> = {
  limiter: true,
  onQuotaWait: true,
  rateLimitText: true,
  tls: true,
  log: true,
  clock: true,
};

/** Checks that every option exists. @throws `InvalidOption` that names the nearest option */
export function checkSocketOptions(options: SocketOptions): void {
  checkOptions("the socket", options, Object.keys(names));
}
