import { type Clock, createError, systemClock } from "@opend/core";
import { type Brand, brandNames, isBrand } from "../base/brands.js";
import type { Handler } from "../base/handler.js";
import type { Fault } from "../wire/faults/fault.js";
import type { ServerCertificate } from "../wire/server-certificate.js";

/** How a simulated gateway is to be. */
export interface GatewayOptions {
  /** Whose gateway it is. */
  readonly brand: Brand;
  /** Address to listen on. Default: 127.0.0.1, this machine only. */
  readonly host?: string | undefined;
  /** Port for TCP. 0 takes any free port, `false` leaves TCP out. Default: 0. */
  readonly tcpPort?: number | false | undefined;
  /** Port for WebSocket. 0 takes any free port, `false` leaves WebSocket out. Default: 0. */
  readonly wsPort?: number | false | undefined;
  /** Plain WebSocket key that clients must know. Default: none, any client is let in. */
  readonly key?: string | undefined;
  /**
   * RSA private key as PEM text, which TCP clients must use too: the handshake is encrypted with it, and what follows
   * with the cipher that the client asks for. WebSocket clients must send it along. Default: none, nothing is encrypted.
   */
  readonly rsaKey?: string | undefined;
  /** Makes the WebSocket port one for `wss://`. TCP stays as it is. Default: none, the port is for `ws://`. */
  readonly tls?: ServerCertificate | undefined;
  /**
   * Plain trading password that `Trd_UnlockTrade` wants for the simulated account that behaves as a real one. Default:
   * none, and that account stays locked.
   */
  readonly tradePassword?: string | undefined;
  /** Trading days of data per security, 0 to 500,000. Default: 750. */
  readonly tradingDays?: number | undefined;
  /**
   * Rows of all pages of a paged reply that is made up from the schema alone, 0 to 500,000. Default: 137.
   */
  readonly pagedRows?: number | undefined;
  /** Whether requests over a protocol's frequency limit are refused, as the real gateway does. Default: true. */
  readonly rateLimit?: boolean | undefined;
  /** Seconds between heartbeats that TCP clients are told to keep, a whole number. Default: 10. */
  readonly keepAliveIntervalSeconds?: number | undefined;
  /**
   * Milliseconds between one round of pushes and the next, a whole number; `false` pushes only when `pushNow()` is
   * called. Default: 1000.
   */
  readonly pushIntervalMs?: number | false | undefined;
  /** Where time comes from: drives pushes, frequency limits and the watch for heartbeats. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /**
   * Replies of your own, made by `handle`. They replace the built-in ones of the same protocol; the last one wins.
   * The rules of the gateway (handshake, key, frequency limit, heartbeat) hold all the same. Default: none.
   */
  readonly handlers?: readonly Handler[] | undefined;
  /** What goes wrong from the beginning on, as if given to `inject` one after the other. Default: nothing. */
  readonly faults?: readonly Fault[] | undefined;
}

/** The options with their defaults. */
export type ResolvedOptions = Required<{
  readonly [Name in keyof Omit<GatewayOptions, "key" | "rsaKey" | "tls" | "tradePassword">]: Exclude<
    GatewayOptions[Name],
    undefined
  >;
}>;

/** The most trading days of data per security. */
export const maxTradingDays = 500_000;
/** The highest number that a port can have. */
export const maxPort = 65_535;
const maxPagedRows = 500_000;
/** As long as timers can wait. */
const maxPushIntervalMs = 2 ** 31 - 1;

/** Fills in the defaults. @throws `InvalidOption` */
export function resolveOptions(options: GatewayOptions): ResolvedOptions {
  const { brand, tcpPort = 0, wsPort = 0 } = options;
  const { tradingDays = 750, pagedRows = 137, keepAliveIntervalSeconds = 10, pushIntervalMs = 1000 } = options;
  check("brand", isBrand(brand), `is one of ${brandNames.join(", ")}`);
  check("tcpPort", tcpPort === false || isWithin(tcpPort, 0, maxPort), "is a port number or false");
  check("wsPort", wsPort === false || isWithin(wsPort, 0, maxPort), "is a port number or false");
  check("wsPort", tcpPort !== false || wsPort !== false, "cannot be false when tcpPort is: nobody could connect");
  check("key", options.key !== "", "cannot be empty: leave it out to let any client in");
  check("tradePassword", options.tradePassword !== "", "cannot be empty: leave it out to keep the account locked");
  check("tradingDays", isWithin(tradingDays, 0, maxTradingDays), `is a whole number from 0 to ${maxTradingDays}`);
  check("pagedRows", isWithin(pagedRows, 0, maxPagedRows), `is a whole number from 0 to ${maxPagedRows}`);
  check("keepAliveIntervalSeconds", isWithin(keepAliveIntervalSeconds, 1, 2 ** 31 - 1), "is a whole number from 1");
  const isInterval = pushIntervalMs === false || isWithin(pushIntervalMs, 1, maxPushIntervalMs);
  check("pushIntervalMs", isInterval, "is a whole number from 1, or false");
  return {
    brand,
    host: options.host ?? "127.0.0.1",
    tcpPort,
    wsPort,
    tradingDays,
    pagedRows,
    rateLimit: options.rateLimit ?? true,
    keepAliveIntervalSeconds,
    pushIntervalMs,
    clock: options.clock ?? systemClock,
    handlers: options.handlers ?? [],
    faults: options.faults ?? [],
  };
}

function check(option: string, isValid: boolean, rule: string): void {
  if (!isValid) throw createError("InvalidOption", `the option ${option} ${rule}`, { option });
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
