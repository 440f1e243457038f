import type { Client, QueryOptions } from "@opend/core";
import { Qot_GetMarketState } from "@opend/core/plain/Qot_GetMarketState";
import type { SecurityStarts } from "@opend/pager";
import { hideRaw } from "../rows/hide-raw.js";
import { type Batches, type BatchOptions, openBatches } from "../walks/batches.js";

/** Whether a security is being traded. */
export interface MarketState {
  /** The security, such as `HK.00700`. */
  readonly code: string;
  /** Name of the security. */
  readonly name: string;
  /** State of its market, such as `Morning` or `Closed`: the names of `Qot_Common.QotMarketState`. */
  readonly state: Qot_GetMarketState.MarketInfo["marketState"];
  /** The row in the plain form of the contract. Not enumerable, so `JSON.stringify` and spreads leave it out. */
  readonly raw: Qot_GetMarketState.MarketInfo;
}

/**
 * The states of the markets in which securities are traded (protocol 3223), up to 400 in a request.
 *
 * @param codes codes, or what `rest` of an earlier walk has. Each is asked for once
 * @throws `InvalidCode`, `InvalidOption`, `InvalidPageSize`, before anything is sent
 */
export function marketStates<Code extends string>(
  client: Client,
  codes: Code | SecurityStarts<Code>,
  options?: BatchOptions<Code>,
): Batches<MarketState, Code> {
  const ask = async (securityList: readonly string[], how: QueryOptions) => {
    const { marketInfoList } = await client.ask(Qot_GetMarketState, { securityList: [...securityList] }, how);
    return marketInfoList.map((raw) => hideRaw({ code: raw.security, name: raw.name, state: raw.marketState, raw }));
  };
  return openBatches(client, codes, Qot_GetMarketState.batch.max, ask, options);
}
