import type { PagingClient } from "@opend/futu";
import {
  type CapitalFlowChoice,
  capitalFlow,
  type OptionChoice,
  optionChain,
  type PlateChoice,
  plateMembers,
  plates,
  rehab,
  securities,
  type TradingDayChoice,
  tradingDays,
  type Universe,
} from "@opend/market";
import {
  capitalFlowColumns,
  plateColumns,
  rehabColumns,
  securityInfoColumns,
  tradingDayColumns,
} from "@opend/market/columns";
import type { TableColumn } from "@opend/table";
import { drawColumns } from "../draw-columns.js";
import { openPagerWalk } from "../open-pager-walk.js";
import type { WalkKind } from "../walk-kind.js";

/** The pages of a list, however it is asked for. */
interface AnyPager<Row> {
  pages(): AsyncIterable<{ readonly rows: readonly Row[]; readonly cursor: string | undefined }>;
}

/** A list that is asked for once, and not for each code. */
function listOf<Row extends object>(
  columns: readonly TableColumn[],
  open: (
    client: PagingClient,
    options: { readonly limit: number | undefined; readonly signal: AbortSignal },
  ) => AnyPager<Row>,
): WalkKind<Row> {
  return {
    columns,
    open: (client, [start], { signal }) =>
      openPagerWalk(start?.code ?? "", open(client, { limit: start?.limit, signal })),
  };
}

/** All securities of a kind in a market. */
export async function defineSecurities(universe: Universe) {
  return listOf(securityInfoColumns, (client, options) => securities(client, universe, options));
}

/** The trading days of a market. */
export async function defineTradingDays(choice: TradingDayChoice) {
  return listOf(tradingDayColumns, (client, options) => tradingDays(client, choice, options));
}

/** The plates of a market. */
export async function definePlates(choice: PlateChoice) {
  return listOf(plateColumns, (client, options) => plates(client, choice, options));
}

/** The members of plates and indices. */
export async function defineMembers(): Promise<WalkKind<object>> {
  return {
    columns: securityInfoColumns,
    open: (client, starts, settings) => plateMembers(client, starts, settings),
  };
}

/** The options of underlying securities. */
export async function defineOptionChain(choice: OptionChoice): Promise<WalkKind<object>> {
  return {
    columns: securityInfoColumns,
    important: ["code", "optionType", "strike", "expiry", "lotSize", "name"],
    open: (client, starts, settings) => optionChain(client, starts, { ...settings, ...choice }),
  };
}

/** The capital flow of securities. */
export async function defineCapitalFlow(choice: CapitalFlowChoice): Promise<WalkKind<{ readonly code: string }>> {
  return {
    columns: capitalFlowColumns,
    open: (client, starts, settings) => capitalFlow(client, starts, { ...settings, ...choice }),
    draw: drawColumns<{ readonly code: string; readonly time?: string }>(capitalFlowColumns, "time", [
      "inflow",
      "mainInflow",
    ]),
  };
}

/** Corporate actions of securities, and the factors that adjust prices for them. */
export async function defineRehab(): Promise<WalkKind<object>> {
  return {
    columns: rehabColumns,
    open: (client, starts, settings) => rehab(client, starts, settings),
  };
}
