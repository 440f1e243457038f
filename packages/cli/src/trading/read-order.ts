import { type EnumName, type EnumObject, namesOf } from "@opend/core";
import { allowedNames } from "@opend/core/internal";
import { Common, Trd_Common } from "@opend/core/protocols";
import type { Known, OrderRequest } from "@opend/trade";
import { readPlainNumber } from "../base/exact-number.js";
import { UsageError } from "../base/usage-error.js";
import { readCode } from "../codes/read-code.js";
import type { OrderOptions, TriggerOptions } from "./order-options.js";
import { toTrail } from "./order-terms.js";

/** The options of `opend order place`. */
export interface PlaceOptions extends OrderOptions, TriggerOptions {
  readonly price?: number;
  /** An order at any price. */
  readonly market?: true;
  readonly type?: string;
  readonly timeInForce?: string;
  /** The last day. */
  readonly expire?: string;
  readonly session?: string;
  readonly outsideRth?: true;
  /** How far the gateway may move the price, in percent. */
  readonly adjust?: number;
  /** The position to close. */
  readonly position?: string;
  readonly remark?: string;
}

/** Reads the order of a command line. @throws `UsageError` */
export function readOrder(
  [code = "", side = "", quantity = ""]: readonly string[],
  options: PlaceOptions,
): OrderRequest {
  const { price, trigger, timeInForce, expire, session, outsideRth, adjust, position, remark } = options;
  checkTrail(options);
  const trail = toTrail(options);
  const order = {
    code: readCode(code),
    side: readSide(side),
    quantity: readQuantity("the quantity", quantity),
    type: readType(options),
    ...(price !== undefined && { price }),
    ...(trigger !== undefined && { triggerPrice: trigger }),
    ...(trail !== undefined && { trail }),
    ...(timeInForce !== undefined && {
      timeInForce: readName("--time-in-force", Trd_Common.TimeInForce, timeInForce),
    }),
    ...(expire !== undefined && { expireTime: expire }),
    ...(session !== undefined && { session: readName("--session", Common.Session, session, ["NONE"]) }),
    ...(outsideRth && { fillOutsideRTH: true }),
    ...(adjust !== undefined && { adjustLimit: adjust / 100 }),
    ...(position !== undefined && { positionId: readId("--position", position) }),
    ...(remark !== undefined && { remark }),
  };
  // `checkOrder` makes sure that the fields fit the type.
  return order as OrderRequest;
}

/** @throws `UsageError` for two distances */
export function checkTrail({ trailPercent, trailAmount }: TriggerOptions): void {
  if (trailPercent === undefined || trailAmount === undefined) return;
  throw new UsageError("give --trail-percent or --trail-amount, and not both");
}

/** @throws `UsageError` unless the text is a number above 0 */
export function readQuantity(option: string, text: string): number {
  const quantity = readPlainNumber(text);
  if (quantity !== undefined && quantity > 0 && quantity <= Number.MAX_SAFE_INTEGER) return quantity;
  throw new UsageError(`${option} is a number above 0, such as 100, not ${text}`);
}

/** Reads a side. `sell-short` and `buy-back` exist at moomoo JP only. */
function readSide(text: string): Known<Trd_Common.TrdSideName> {
  const side = findName(Trd_Common.TrdSide, text);
  if (side !== undefined) return side;
  throw new UsageError(`the side is buy or sell, not ${text}`);
}

function readType({ type, market, price }: PlaceOptions): Known<Trd_Common.OrderTypeName> {
  if (type === undefined) {
    if ((price === undefined) !== (market === undefined)) return market ? "Market" : "Normal";
    throw new UsageError("give --price PRICE for a limit order, --market for one at any price, or another --type");
  }
  const name = toWord(type) === "limit" ? "Normal" : readName("--type", Trd_Common.OrderType, type);
  if (market && name !== "Market") throw new UsageError(`--market does not go with --type ${type}`);
  return name;
}

/** Reads the name of a value. @throws `UsageError` */
function readName<E extends EnumObject>(
  option: string,
  names: E,
  text: string,
  without: readonly string[] = [],
): Known<EnumName<E>> {
  const name = findName(names, text, without);
  if (name !== undefined) return name;
  throw new UsageError(`${option} is ${text}: ${allowedNames(knownNames(names, without), text)}`);
}

/** Finds a name in any case, with or without hyphens: `stop-limit` is `StopLimit`. */
function findName<E extends EnumObject>(
  names: E,
  text: string,
  without: readonly string[] = [],
): Known<EnumName<E>> | undefined {
  return knownNames(names, without).find((name) => toWord(name) === toWord(text));
}

function knownNames<E extends EnumObject>(names: E, without: readonly string[]): Known<EnumName<E>>[] {
  const isKnown = (name: EnumName<E>): name is Known<EnumName<E>> => name !== "Unknown" && !without.includes(name);
  return namesOf(names).filter(isKnown);
}

function toWord(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

function readId(option: string, text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new UsageError(`${option} is a number, not ${text}`);
}
