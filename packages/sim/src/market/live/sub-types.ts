import { valuesOf } from "@opend/core/internal";
import {
  Qot_Common,
  Qot_UpdateEventContractKline,
  Qot_UpdateEventContractOrderBook,
  Qot_UpdateEventContractTicker,
  Qot_UpdateKL,
} from "@opend/core/protocols";

/** The periods of K-lines, by the data types that stand for them in subscriptions. */
const klTypes: ReadonlyMap<number, number> = new Map(
  valuesOf(Qot_Common.KLType).flatMap((klType): [number, number][] => {
    const subType = Qot_UpdateKL.subTypeOf({ klType, rehabType: 0, security: { market: 0, code: "" }, klList: [] });
    return subType === undefined ? [] : [[subType, klType]];
  }),
);

/** The data types that event contracts have. */
export const contractSubTypes: ReadonlySet<number> = new Set(
  [Qot_UpdateEventContractOrderBook, Qot_UpdateEventContractTicker, Qot_UpdateEventContractKline].flatMap(
    (protocol) => protocol.subTypes,
  ),
);

/** The data type that stands for the K-lines of a period. Undefined for a period without K-lines. */
export function subTypeOf(klType: number): number | undefined {
  return [...klTypes].find(([, known]) => known === klType)?.[0];
}

/** The `Qot_Common.KLType` value of a data type. Undefined if the data type is not one of K-lines. */
export function klTypeOf(subType: number): number | undefined {
  return klTypes.get(subType);
}
