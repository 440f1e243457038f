import { Qot_Common, Qot_GetPlateSecurity, Qot_GetPlateSet } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { hashText } from "../../base/hash.js";
import { refuse } from "../../base/refuse.js";
import { listedAt } from "../listing/listing.js";
import { plateKinds, plates } from "../listing/plates.js";
import type { SecurityBook } from "../listing/security-book.js";
import { staticInfoOf } from "./static-info.js";

const { PlateSetType, SecurityType } = Qot_Common;
const stocksPerPlate = 12;

/** Lists a few plates of each kind, the same in every market. */
export function answerPlateSet(book: SecurityBook): Handler {
  return handle(Qot_GetPlateSet, ({ market, plateSetType }) => {
    const isAll = plateSetType === PlateSetType.All;
    if (!isAll && !plateKinds.has(plateSetType)) refuse(`there are no plates of kind ${plateSetType}`);
    book.checkMarket(market);
    const found =
      book.listedIn(market, SecurityType.Plate).length === 0
        ? []
        : plates.filter(({ kind }) => isAll || kind === plateSetType);
    return { plateInfoList: found.map(({ code, name }) => ({ plate: { market, code }, name })) };
  });
}

/** Lists the stocks of a plate. They are always sorted by code, whatever sort field the request has. */
export function answerPlateSecurity(book: SecurityBook): Handler {
  return handle(Qot_GetPlateSecurity, ({ plate, ascend }) => {
    book.check(plate);
    if (!plates.some(({ code }) => code === plate.code)) refuse(`${plate.code} is not a plate`);
    const first = hashText(plate.code);
    const stocks = Array.from({ length: stocksPerPlate }, (_, index) => listedAt(plate.market, first + index * 7));
    const sorted = stocks.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    return { staticInfoList: (ascend === false ? sorted.toReversed() : sorted).map(staticInfoOf) };
  });
}
