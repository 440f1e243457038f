import { type Client, type MarketPrefix, nameOf } from "@opend/core";
import { checkOptions } from "@opend/core/internal";
import type { PlateInfo } from "@opend/core/plain/Qot_Common";
import { Qot_GetPlateSet } from "@opend/core/plain/Qot_GetPlateSet";
import { PlateSetType, type PlateSetTypeName, QotMarket } from "@opend/core/protocols/Qot_Common";
import type { Pager, PagerOptions } from "@opend/pager";
import { parseMarket, parseWord, type Word } from "../names/parse-word.js";
import { hideRaw } from "../rows/hide-raw.js";
import { onePage } from "../walks/one-page.js";

/** A group of stocks: a sector, a region or a theme. */
export interface Plate {
  /** Its code, such as `HK.LIST1910`. `plateMembers` takes it. */
  readonly code: string;
  /** Its name. */
  readonly name: string;
  /** The kind, such as `Industry`: the names of `Qot_Common.PlateSetType`. */
  readonly type: PlateInfo["plateType"];
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: PlateInfo;
}

/** Which plates. */
export interface PlateChoice {
  /** What the codes of the market begin with: `HK`, `US` … */
  readonly market: MarketPrefix | Lowercase<MarketPrefix>;
  /** The kind: `all`, `industry`, `region`, `concept` … Default: `all`. */
  readonly type?: Word<PlateSetTypeName> | undefined;
}

/**
 * The plates of a market (protocol 3204): `plates(client, { market: "HK", type: "industry" })`.
 *
 * @throws `InvalidOption`, before anything is sent
 */
export function plates(client: Client, choice: PlateChoice, options: PagerOptions = {}): Pager<Plate> {
  checkOptions("plates", choice, ["market", "type"]);
  const request = {
    market: nameOf(QotMarket, parseMarket("market", choice.market)) ?? "Unknown",
    plateSetType: parseWord<PlateSetTypeName>("type", choice.type ?? "all", PlateSetType),
  };
  return onePage(options, [], async (how) => {
    const { plateInfoList } = await client.ask(Qot_GetPlateSet, request, how);
    return plateInfoList.map((raw) => hideRaw({ code: raw.plate, name: raw.name, type: raw.plateType, raw }));
  });
}
