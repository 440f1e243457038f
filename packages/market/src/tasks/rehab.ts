import type { Rehab as RawRehab } from "@opend/core/plain/Qot_Common";
import { Qot_RequestRehab } from "@opend/core/plain/Qot_RequestRehab";
import { hideRaw } from "../rows/hide-raw.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";
import { dayOf } from "../walks/day-of.js";

/** A corporate action, and how it adjusts prices. */
export interface Rehab {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** The day, `2026-05-08`. */
  readonly day: string;
  /** What happened, such as `Dividend`: the names of `Qot_Common.CompanyAct`. */
  readonly actions: RawRehab["companyActFlag"];
  /** Forward adjustment: a price before the day counts as `price * forwardFactorA + forwardFactorB`. */
  readonly forwardFactorA: number;
  readonly forwardFactorB: number;
  /** Backward adjustment: a price from the day on counts as `price * backwardFactorA + backwardFactorB`. */
  readonly backwardFactorA: number;
  readonly backwardFactorB: number;
  /** Cash dividend per share, in the currency of the security. */
  readonly dividend: number | undefined;
  /** Special dividend per share, in the currency of the security. */
  readonly specialDividend: number | undefined;
  /** Split: this many shares … */
  readonly splitFrom: number | undefined;
  /** … become this many. */
  readonly splitTo: number | undefined;
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: RawRehab;
}

/** The columns of the contract that the fields come from. */
export const rehabFields = {
  actions: "companyActFlag",
  forwardFactorA: "fwdFactorA",
  forwardFactorB: "fwdFactorB",
  backwardFactorA: "bwdFactorA",
  backwardFactorB: "bwdFactorB",
  dividend: "dividend",
  specialDividend: "spDividend",
  splitFrom: "splitBase",
  splitTo: "splitErt",
} as const;

/** Corporate actions and the factors that adjust prices for them (protocol 3105). */
export const rehab: CodeWalk<Rehab, Record<never, never>> = createCodeWalk<Rehab, Record<never, never>>({
  options: [],
  open(client, code, _, { timeoutMs }) {
    return async ({ signal }) => {
      const { rehabList } = await client.ask(Qot_RequestRehab, { security: code }, { timeoutMs, signal });
      return { rows: rehabList.map((raw) => toRehab(code, raw)), cursor: undefined };
    };
  },
});

function toRehab(code: string, raw: RawRehab): Rehab {
  return hideRaw(
    {
      code,
      day: dayOf(raw.time),
      actions: raw.companyActFlag,
      forwardFactorA: raw.fwdFactorA,
      forwardFactorB: raw.fwdFactorB,
      backwardFactorA: raw.bwdFactorA,
      backwardFactorB: raw.bwdFactorB,
      dividend: raw.dividend,
      specialDividend: raw.spDividend,
      splitFrom: raw.splitBase,
      splitTo: raw.splitErt,
      raw,
    },
    rehabFields,
  );
}
