import type { Order, OrderIds, TradingAccount } from "@opend/trade";

/** An order that a command did something with. */
export interface DoneOrder extends OrderIds {
  readonly account: TradingAccount;
  readonly market: Order["market"];
  readonly code: string;
}

/** Says as JSON which order it was: ids are texts, since they have more digits than numbers of JSON hold. */
export function orderJson({ orderId, orderIdEx, account, market, code }: DoneOrder, isSimulated: boolean) {
  return {
    orderId: String(orderId),
    orderIdEx: orderIdEx ?? null,
    account: String(account.id),
    market: market ?? null,
    isPaper: account.isPaper,
    code,
    ...(isSimulated && { simulated: true }),
  };
}
