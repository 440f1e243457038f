import { Trd_Common } from "@opend/core/protocols";
import { marketsOf } from "../names/trade-markets.js";
import { type OrderDesk, type OrderRequest, toPlaceOrder } from "../requests/order-request.js";

/** Where an order is to go, as far as it is known. */
export interface OrderCheck extends Pick<OrderDesk, "firm"> {
  /** Whether it is for a paper account. */
  readonly paper: boolean;
}

/**
 * Checks an order as `placeOrder` does before it sends one, without an account: before a person is asked, for example.
 *
 * @throws `InvalidCode`, `InvalidOption`
 */
export function checkOrder(order: OrderRequest, { paper, firm }: OrderCheck): void {
  const [market = "HK"] = marketsOf(order.code, paper);
  const trdEnv = paper ? Trd_Common.TrdEnv.Simulate : Trd_Common.TrdEnv.Real;
  const header = { trdEnv, accID: 0n, trdMarket: Trd_Common.TrdMarket[market] };
  toPlaceOrder(order, { header, market, firm });
}
