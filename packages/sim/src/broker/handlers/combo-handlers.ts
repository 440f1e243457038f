import { Trd_GetComboMaxTrdQtys, Trd_PlaceComboOrder } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import { packetIdIn } from "../orders/packet-ids.js";
import type { TradingDesk } from "../orders/trading-desk.js";

/** Refuses combo orders, after all other checks. */
export function answerPlaceComboOrder(desk: TradingDesk): Handler {
  return handle(Trd_PlaceComboOrder, (c2s, { connectionId }) => {
    desk.packetIds.take(connectionId, packetIdIn(c2s));
    desk.requireTrader(desk.book.placeOf(c2s.header).account);
    refuse("combo orders are not simulated");
  });
}

/** Refuses requests about combo orders, after checking the header. */
export function answerComboMaxQuantities(desk: TradingDesk): Handler {
  return handle(Trd_GetComboMaxTrdQtys, ({ header }) => {
    desk.book.placeOf(header);
    refuse("combo orders are not simulated");
  });
}
