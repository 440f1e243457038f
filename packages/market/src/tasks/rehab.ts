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
  /** Reverse split: this many shares … */
  readonly joinFrom: number | undefined;
  /** … become this many. */
  readonly joinTo: number | undefined;
  /** Bonus: this many shares … */
  readonly bonusFrom: number | undefined;
  /** … earn this many more. */
  readonly bonusShares: number | undefined;
  /** Capital reserves converted to shares: this many shares … */
  readonly transferFrom: number | undefined;
  /** … earn this many more. */
  readonly transferShares: number | undefined;
  /** Rights issue (allotment): this many shares … */
  readonly allotFrom: number | undefined;
  /** … entitle to buy this many … */
  readonly allotShares: number | undefined;
  /** … at this price a share, in the currency of the security. */
  readonly allotPrice: number | undefined;
  /** Issue of additional shares (offering): for this many shares … */
  readonly offeringFrom: number | undefined;
  /** … this many are issued … */
  readonly offeringShares: number | undefined;
  /** … at this price a share, in the currency of the security. */
  readonly offeringPrice: number | undefined;
  /** Spin-off: this many shares … */
  readonly spinOffFrom: number | undefined;
  /** … receive this many of the other company. May be a fraction. */
  readonly spinOffShares: number | undefined;
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
  joinFrom: "joinBase",
  joinTo: "joinErt",
  bonusFrom: "bonusBase",
  bonusShares: "bonusErt",
  transferFrom: "transferBase",
  transferShares: "transferErt",
  allotFrom: "allotBase",
  allotShares: "allotErt",
  allotPrice: "allotPrice",
  offeringFrom: "addBase",
  offeringShares: "addErt",
  offeringPrice: "addPrice",
  spinOffFrom: "spinOffBase",
  spinOffShares: "spinOffErt",
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
      joinFrom: raw.joinBase,
      joinTo: raw.joinErt,
      bonusFrom: raw.bonusBase,
      bonusShares: raw.bonusErt,
      transferFrom: raw.transferBase,
      transferShares: raw.transferErt,
      allotFrom: raw.allotBase,
      allotShares: raw.allotErt,
      allotPrice: raw.allotPrice,
      offeringFrom: raw.addBase,
      offeringShares: raw.addErt,
      offeringPrice: raw.addPrice,
      spinOffFrom: raw.spinOffBase,
      spinOffShares: raw.spinOffErt,
      raw,
    },
    rehabFields,
  );
}
