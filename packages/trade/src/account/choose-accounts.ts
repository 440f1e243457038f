import type { Trd_Common } from "@opend/core/protocols";
import { instrumentOf } from "../names/instrument-of.js";
import type { TradeMarket } from "../names/trade-markets.js";
import type { Known } from "../names/words.js";
import type { AccountInfo } from "../rows/accounts.js";
import { canPlaceOrders } from "./require-trader.js";

/** What an account has to be. */
export interface WantedAccount {
  readonly paper: boolean;
  readonly market: TradeMarket;
  readonly firm?: Known<Trd_Common.SecurityFirmName> | undefined;
  readonly paperKind?: Known<Trd_Common.SimAccTypeName> | undefined;
  readonly accountId?: bigint | undefined;
  readonly code?: string | undefined;
}

/** Returns the accounts that fit: several only if nothing tells which one is meant. */
export function chooseAccounts(accounts: readonly AccountInfo[], wanted: WantedAccount): readonly AccountInfo[] {
  const { paper, market, firm, paperKind, accountId } = wanted;
  const fitting = accounts.filter((account) => {
    const isNamed = accountId === undefined ? account.isActive : account.id === accountId;
    // Real gateways name no broker for paper accounts.
    const isOfFirm = firm === undefined || account.firm === undefined || account.firm === firm;
    const isOfKind = paperKind === undefined || account.paperKind === paperKind;
    return isNamed && account.isPaper === paper && account.markets.includes(market) && isOfFirm && isOfKind;
  });
  if (accountId !== undefined) return fitting;
  const traders = fitting.filter(canPlaceOrders);
  const able = traders.length > 0 ? traders : fitting;
  if (!paper || paperKind !== undefined) return able;
  const groups = kindsFor(wanted).map((kind) => able.filter((account) => account.paperKind === kind));
  // Whether an account of another kind will do is up to the gateway.
  return groups.find((group) => group.length > 0) ?? able;
}

/** The kinds of paper accounts that trade a code, the most special one first. Without a code: those for stocks. */
function kindsFor({ market, code }: WantedAccount): readonly Trd_Common.SimAccTypeName[] {
  if (market.startsWith("Futures")) return ["Futures"];
  const isOption = code !== undefined && instrumentOf(code) === "option";
  return [isOption ? "Option" : "Stock", "StockAndOption"];
}
