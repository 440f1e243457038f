import type { Client, MarketPrefix } from "@opend/core";
import { nameOf, security } from "@opend/core";
import { checkOptions, createError } from "@opend/core/internal";
import { Qot_GetStaticInfo } from "@opend/core/plain/Qot_GetStaticInfo";
import { QotMarket, SecurityType, type SecurityTypeName } from "@opend/core/protocols/Qot_Common";
import type { Pager, PagerOptions } from "@opend/pager";
import { parseMarket, parseWord, type Word } from "../names/parse-word.js";
import { type SecurityInfo, toSecurityInfo } from "../rows/security-info.js";
import { onePage } from "../walks/one-page.js";

/** All securities of a kind in a market. */
export interface Universe {
  /** What the codes of the market begin with: `HK`, `US` … */
  readonly market: MarketPrefix | Lowercase<MarketPrefix>;
  /** The kind: `eqty` (stocks), `trust` (funds), `index`, `warrant` …, the names of `Qot_Common.SecurityType`. Default: `eqty`. */
  readonly type?: Word<SecurityTypeName> | undefined;
}

/**
 * Securities and what they are (protocol 3202): all of a kind in a market, `securities(client, { market: "HK", type: "eqty"
 * })`, or given ones, `securities(client, ["HK.00700", "US.AAPL"])`.
 *
 * @throws `InvalidCode`, `InvalidOption`, before anything is sent
 */
export function securities(
  client: Client,
  which: Universe | string | readonly string[],
  options: PagerOptions = {},
): Pager<SecurityInfo> {
  const request = toRequest(which);
  return onePage(options, [], async (how) => {
    const { staticInfoList } = await client.ask(Qot_GetStaticInfo, request, how);
    return staticInfoList.map(toSecurityInfo);
  });
}

function toRequest(which: Universe | string | readonly string[]) {
  if (typeof which === "string" || isList(which)) {
    const securityList = typeof which === "string" ? [which] : [...which];
    for (const code of securityList) security(code);
    if (securityList.length > 0) return { securityList };
    throw createError("InvalidOption", "the list of codes is empty: give at least one, such as HK.00700", {
      option: "codes",
    });
  }
  checkOptions("securities", which, ["market", "type"]);
  const { market, type = "eqty" } = which;
  return {
    market: nameOf(QotMarket, parseMarket("market", market)) ?? "Unknown",
    secType: parseWord<SecurityTypeName>("type", type, SecurityType),
  };
}

function isList(which: Universe | readonly string[]): which is readonly string[] {
  return Array.isArray(which);
}
