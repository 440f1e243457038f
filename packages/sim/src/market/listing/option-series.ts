import { Qot_Common } from "@opend/core/protocols";
import { marketOfNumber } from "../data/market-of-number.js";
import { closePriceAt } from "../data/price-series.js";
import { profileOf, type SecurityProfile } from "../data/security-profile.js";
import { letterCodes } from "./letter-codes.js";
import { sections } from "./sections.js";

const { Eqty: stock, Trust: fund, Index: index } = Qot_Common.SecurityType;
/** The kinds of securities that have options. */
const ownerTypes: ReadonlySet<number> = new Set([stock, fund, index]);

/** The number of strike prices on each side of the middle one. */
const strikesPerSide = 5;
const [friday, weeks, months] = [5, 4, 6];

/** An option of an underlying security. */
export interface SimulatedOption {
  readonly security: Qot_Common.Security;
  readonly kind: "call" | "put";
  readonly strike: number;
}

/**
 * The expiry dates from a day on, in days since 1970-01-01: the next four Fridays, then the last Fridays of the next
 * six months.
 */
export function expiryDaysFrom(today: number): number[] {
  const firstFriday = today + ((friday - weekdayOf(today) + 7) % 7);
  const weekly = Array.from({ length: weeks }, (_, week) => firstFriday + week * 7);
  const lastWeekly = weekly.at(-1) ?? firstFriday;
  const monthly = Array.from({ length: months + 2 }, (_, month) => lastFridayOf(today, month));
  return [...weekly, ...monthly.filter((day) => day > lastWeekly).slice(0, months)];
}

/**
 * The strike prices of an underlying, lowest first. They are around its newest closing price, about a fortieth of it
 * apart.
 */
export function strikesOf(profile: SecurityProfile): number[] {
  const price = closePriceAt(profile, 0);
  const step = niceStep(price / 40);
  const middle = Math.round(price / step);
  return Array.from({ length: 2 * strikesPerSide + 1 }, (_, n) => {
    return Math.round(Math.max(1, middle + n - strikesPerSide) * step * 1000) / 1000;
  }).filter((strike, index, all) => all.indexOf(strike) === index);
}

/**
 * An option. Its code is the short name of the underlying, the expiry as YYMMDD, C or P, and 1000 times the strike
 * price.
 */
export function optionOf(
  { market, code }: Qot_Common.Security,
  profile: SecurityProfile,
  expiryText: string,
  kind: SimulatedOption["kind"],
  strike: number,
): SimulatedOption {
  const date = expiryText.slice(2).replaceAll("-", "");
  const root = profile.market === "US" ? code : shortNameOf(code);
  const letter = kind === "call" ? "C" : "P";
  return { security: { market, code: `${root}${date}${letter}${Math.round(strike * 1000)}` }, kind, strike };
}

/** Whether a code is that of an option: of something listed, that ends on a Friday, with a strike price of its chain. */
export function isOption({ market, code }: Qot_Common.Security): boolean {
  const [, root = "", year, month, dayOfMonth, strike] = /^(\D{1,10})(\d\d)(\d\d)(\d\d)[CP](\d{1,9})$/.exec(code) ?? [];
  const clock = marketOfNumber(market);
  const owner = clock === "HK" ? codeNamed(root) : root;
  const canBeOwner = sections.get(market)?.some(({ secType, has }) => ownerTypes.has(secType) && has(owner)) === true;
  if (clock === undefined || !canBeOwner) return false;
  const dateText = `20${year}-${month}-${dayOfMonth}`;
  const date = new Date(`${dateText}T00:00:00Z`);
  if (date.getUTCDay() !== friday || date.toISOString().slice(0, 10) !== dateText) return false;
  return strikesOf(profileOf(clock, owner)).some((each) => Math.round(each * 1000) === Number(strike));
}

/** Codes of Hong Kong options begin with three letters: a short name of what they are options of. */
const shortNames = letterCodes(3, 5347);
const [tencent, tencentName] = ["00700", "TCH"];

function shortNameOf(code: string): string {
  if (code === tencent) return tencentName;
  const name = shortNames.codeOf(Number(code));
  // The other security of that name has the name that this one would have.
  return name === tencentName ? shortNames.codeOf(Number(tencent)) : name;
}

function codeNamed(name: string): string {
  if (name === tencentName) return tencent;
  const number = shortNames.numberOf(name);
  const real = number === Number(tencent) ? shortNames.numberOf(tencentName) : number;
  return String(real ?? "").padStart(tencent.length, "0");
}

/** Rounds a step up to a round number: 1, 2 or 5 times a power of ten. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return (step > 5 * power ? 10 : step > 2 * power ? 5 : step > power ? 2 : 1) * power;
}

function lastFridayOf(today: number, monthsAhead: number): number {
  const date = new Date(today * 86_400_000);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsAhead + 1, 0) / 86_400_000;
  return end - ((weekdayOf(end) - friday + 7) % 7);
}

function weekdayOf(day: number): number {
  return new Date(day * 86_400_000).getUTCDay();
}
