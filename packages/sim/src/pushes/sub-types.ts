import { Qot_Common, Qot_UpdateKL } from "@opend/core/protocols";

const { SubType } = Qot_Common;

/** The data types that HK and US securities have; odd lots are traded elsewhere. */
const quoted: ReadonlySet<number> = new Set(
  Object.values(SubType).filter((value) => value !== SubType.SubType_None && value !== SubType.SubType_OrderBook_Odd),
);

/** Periods of K-lines by the data types that they are subscribed as. */
const klTypes: ReadonlyMap<number, number> = new Map(
  Object.values(Qot_Common.KLType).flatMap((klType): [number, number][] => {
    const subType = Qot_UpdateKL.subTypeOf({ klType, rehabType: 0, security: { market: 0, code: "" }, klList: [] });
    return subType === undefined ? [] : [[subType, klType]];
  }),
);

/** Whether a `Qot_Common.SubType` value can be subscribed. */
export function isQuoted(subType: number): boolean {
  return quoted.has(subType);
}

/** The `Qot_Common.KLType` value of a data type; undefined for one that is no K-line. */
export function klTypeOf(subType: number): number | undefined {
  return klTypes.get(subType);
}
