import { Qot_Common, Qot_GetPlateSecurity, Qot_GetPlateSet } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { hashText } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { profileIn } from "../requests/quoted-security.js";
import { staticInfoOf, stocksOf } from "./static-info.js";

const { PlateSetType } = Qot_Common;
const kinds = new Map<number, string>([
  [PlateSetType.Industry, "industry"],
  [PlateSetType.Region, "region"],
  [PlateSetType.Concept, "concept"],
  [PlateSetType.Other, "other"],
]);
const platesPerKind = 5;
const stocksPerPlate = 12;

interface Plate {
  readonly code: string;
  readonly name: string;
  readonly kind: number;
}

/** The plates of every market. */
const plates: readonly Plate[] = [...kinds].flatMap(([kind, name]) =>
  Array.from({ length: platesPerKind }, (_, index) => ({
    code: `LIST${9000 + kind * 100 + index + 1}`,
    name: `Simulated ${name} plate ${index + 1}`,
    kind,
  })),
);

/** Lists a few plates of each kind, the same in every market. */
export function answerPlateSet(): Handler {
  return handle(Qot_GetPlateSet, ({ market, plateSetType }) => {
    const isAll = plateSetType === PlateSetType.All;
    if (!isAll && !kinds.has(plateSetType)) refuse(`there are no plates of kind ${plateSetType}`);
    profileIn({ market, code: "LIST" });
    const found = plates.filter(({ kind }) => isAll || kind === plateSetType);
    return { plateInfoList: found.map(({ code, name }) => ({ plate: { market, code }, name })) };
  });
}

/** Lists the stocks of a plate. They are always sorted by code, whatever sort field the request has. */
export function answerPlateSecurity(): Handler {
  return handle(Qot_GetPlateSecurity, ({ plate, ascend }) => {
    profileIn(plate);
    if (!plates.some(({ code }) => code === plate.code)) refuse(`there is no plate ${plate.code}`);
    const stocks = stocksOf(plate.market, hashText(plate.code), stocksPerPlate);
    const sorted = stocks.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    return { staticInfoList: (ascend === false ? sorted.toReversed() : sorted).map(staticInfoOf) };
  });
}
