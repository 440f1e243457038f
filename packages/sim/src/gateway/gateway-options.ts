import { type Clock, type MarketPrefix, marketOf, type SecurityCode, systemClock } from "@opend/core";
import { createError } from "@opend/core/internal";
import { type Brand, brandNames, isBrand } from "../base/brands.js";
import type { Handler } from "../base/handler.js";
import { isLanguage, type Language, languages } from "../base/language.js";
import { type AccountOptions, type AccountPreset, defaultAccounts } from "../broker/accounts/account-options.js";
import type { Fault } from "../wire/faults/fault.js";
import type { ServerCertificate } from "../wire/server-certificate.js";

/** Options of a simulated gateway. */
export interface GatewayOptions {
  /** The brand of the gateway. */
  readonly brand: Brand;
  /** Address to listen on. Default: 127.0.0.1, so only this machine can connect. */
  readonly host?: string | undefined;
  /** Port for TCP. 0 takes any free port, `false` turns TCP off. Default: 0. */
  readonly tcpPort?: number | false | undefined;
  /** Port for WebSocket. 0 takes any free port, `false` turns WebSocket off. Default: 0. */
  readonly wsPort?: number | false | undefined;
  /** Plain WebSocket key that clients must know. Default: none, so any client may connect. */
  readonly key?: string | undefined;
  /**
   * RSA private key as PEM text. TCP clients must have it too: it encrypts the handshake, and the cipher that the
   * client asks for encrypts everything after. WebSocket clients must send it in their handshake. Default: none,
   * nothing is encrypted.
   */
  readonly rsaKey?: string | undefined;
  /**
   * Certificate that makes the WebSocket port serve `wss://`. TCP is not affected. Default: none, the port serves
   * `ws://`.
   */
  readonly tls?: ServerCertificate | undefined;
  /**
   * The accounts of the user, each by the name of one that users have, such as `"universal"`, or described, such as
   * `{ markets: ["HK"], holdings: [{ code: "HK.00700", quantity: 100, cost: 400 }] }`. At most 10. Default: paper accounts
   * for stocks in HK, stocks in the US and options in HK, and one for HK, US and HKCC that behaves like an account with
   * real money. All their money is made up.
   */
  readonly accounts?: readonly (AccountPreset | AccountOptions)[] | undefined;
  /**
   * Whether positions have `costPrice` only, as those of a gateway older than 9.2.5208: neither diluted nor average costs.
   * Default: false.
   */
  readonly onlyCostPrice?: boolean | undefined;
  /**
   * Plain trading password that `Trd_UnlockTrade` requires for the simulated accounts that behave like real ones.
   * Default: none, so these accounts stay locked.
   */
  readonly tradePassword?: string | undefined;
  /**
   * The language in which the gateway says why it refuses a request, as the option `lang` of a real gateway. Default:
   * `"en"`. Reasons that only the simulator has are in English.
   */
  readonly language?: Language | undefined;
  /**
   * Securities that exist besides those of the simulated markets, such as `["HK.99999"]`: stocks with data like any
   * other. Default: none.
   */
  readonly securities?: readonly SecurityCode[] | undefined;
  /**
   * The markets whose quotes the user has no right to, such as `["US"]`. Default: those without simulated quotes, which
   * are all but HK, US, SG and MY.
   */
  readonly noQuoteRight?: readonly MarketPrefix[] | undefined;
  /** Trading days of data per security, 0 to 500,000. Default: 750. */
  readonly tradingDays?: number | undefined;
  /** Rows over all pages of a paged reply that is made from the schema alone, 0 to 500,000. Default: 137. */
  readonly pagedRows?: number | undefined;
  /** Whether the gateway refuses requests over a protocol's frequency limit, as the real one does. Default: true. */
  readonly rateLimit?: boolean | undefined;
  /** Seconds between heartbeats that the gateway asks TCP clients to keep, a whole number. Default: 10. */
  readonly keepAliveIntervalSeconds?: number | undefined;
  /**
   * Milliseconds between two rounds of pushes, a whole number. With `false` the gateway pushes only when you call
   * `pushNow()`. Default: 1000.
   */
  readonly pushIntervalMs?: number | false | undefined;
  /** The clock that drives pushes, frequency limits and the heartbeat timeout. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /**
   * Your own handlers, made by `handle`. They replace the built-in handlers of the same protocol, and the last one
   * wins. The rules of the gateway (handshake, key, frequency limit, heartbeat) still apply. Default: none.
   */
  readonly handlers?: readonly Handler[] | undefined;
  /** Faults that act from the start, as if injected one after the other. Default: none. */
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
/** The highest port number. */
export const maxPort = 65_535;
const maxPagedRows = 500_000;
/** The longest delay of a timer. */
const maxPushIntervalMs = 2 ** 31 - 1;

/** Fills in the defaults. @throws `InvalidOption` when an option is not valid */
export function resolveOptions(options: GatewayOptions): ResolvedOptions {
  const { brand, tcpPort = 0, wsPort = 0, language = "en", securities = [], noQuoteRight = [] } = options;
  const { accounts = defaultAccounts } = options;
  const { tradingDays = 750, pagedRows = 137, keepAliveIntervalSeconds = 10, pushIntervalMs = 1000 } = options;
  check("brand", isBrand(brand), `is one of ${brandNames.join(", ")}`);
  check("tcpPort", tcpPort === false || isWithin(tcpPort, 0, maxPort), "is a port number or false");
  check("wsPort", wsPort === false || isWithin(wsPort, 0, maxPort), "is a port number or false");
  check("wsPort", tcpPort !== false || wsPort !== false, "cannot be false when tcpPort is: nobody could connect");
  check("key", options.key !== "", "cannot be empty: leave it out to let any client in");
  check("tradePassword", options.tradePassword !== "", "cannot be empty: leave it out to keep the account locked");
  check("language", isLanguage(language), `is one of ${languages.join(", ")}`);
  check(
    "securities",
    securities.every((code) => marketOf(code) !== undefined),
    "lists codes such as HK.99999",
  );
  const areMarkets = noQuoteRight.every((market) => marketOf(`${market}.ANY`) === market);
  check("noQuoteRight", areMarkets, "lists markets such as HK and US");
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
    language,
    accounts,
    onlyCostPrice: options.onlyCostPrice ?? false,
    securities,
    noQuoteRight,
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
