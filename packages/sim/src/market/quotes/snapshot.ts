import type { S2COf } from "@opend/core";
import { Qot_Common, Qot_GetSecuritySnapshot } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { noiseBetween, roundTo } from "../../base/hash.js";
import { marketTimeText } from "../calendar/market-time.js";
import type { Bar } from "../data/bar.js";
import { dayBarAt } from "../data/day-bar.js";
import { nameOf } from "../data/name-of.js";
import type { SecurityProfile } from "../data/security-profile.js";
import { securityTypeOf } from "../listing/listing.js";
import type { SecurityBook } from "../listing/security-book.js";
import { orderBookOf } from "../live/push-contents.js";
import type { PushDesk } from "../pushes/push-desk.js";
import { checkNumber } from "../requests/check-request.js";
import { listDate } from "../securities/static-info.js";

type Snapshot = S2COf<typeof Qot_GetSecuritySnapshot>["snapshotList"][number];
const { SecurityType, SecurityStatus } = Qot_Common;
const maxSecurities = 400;
/** Trading ends at 16:00. */
const closingMs = 16 * 3_600_000;

/**
 * Answers with snapshots of any securities. A security that is being traded is shown as it is now, any other as it was
 * at the end of the newest trading day.
 */
export function answerSnapshot(book: SecurityBook, desk: PushDesk): Handler {
  return handle(Qot_GetSecuritySnapshot, ({ securityList }) => {
    checkNumber("the length of securityList", securityList.length, 1, maxSecurities);
    return { snapshotList: securityList.map((security) => snapshotOf(desk, security, book.profileOf(security))) };
  });
}

function snapshotOf(desk: PushDesk, security: Qot_Common.Security, profile: SecurityProfile): Snapshot {
  const live = desk.findLive(security);
  const day = live?.day ?? dayBarAt(profile, 0);
  const updatedMs = live?.tradedMs ?? day.startMs + closingMs;
  const type = securityTypeOf(security);
  const basic = {
    security,
    name: nameOf({ security }),
    type,
    isSuspend: false,
    listTime: listDate,
    lotSize: profile.market === "HK" ? 100 : 1,
    priceSpread: 0.01,
    updateTime: marketTimeText(profile.market, updatedMs),
    updateTimestamp: updatedMs / 1000,
    highPrice: day.high,
    openPrice: day.open,
    lowPrice: day.low,
    lastClosePrice: day.lastClose,
    curPrice: day.close,
    volume: BigInt(day.volume),
    turnover: day.turnover,
    turnoverRate: roundTo((day.volume / profile.floatShares) * 100, 3),
    amplitude: roundTo(((day.high - day.low) / day.lastClose) * 100, 3),
    avgPrice: roundTo(day.turnover / day.volume, 3),
    secStatus: SecurityStatus.Normal,
  };
  const [ask, bid] = live ? bestOf(orderBookOf(live)) : [];
  const best = { askPrice: ask?.price, bidPrice: bid?.price, askVol: ask?.volume, bidVol: bid?.volume };
  const isStock = type === SecurityType.Eqty;
  return { basic: { ...basic, ...best }, ...(isStock ? { equityExData: equityOf(profile, day) } : {}) };
}

function bestOf(book: ReturnType<typeof orderBookOf>): readonly (Qot_Common.OrderBook | undefined)[] {
  return [book.orderBookAskList[0], book.orderBookBidList[0]];
}

/** The key figures of a company whose shares have this price. */
function equityOf({ seed, floatShares }: SecurityProfile, { close }: Bar): NonNullable<Snapshot["equityExData"]> {
  const issuedShares = Math.round(floatShares * noiseBetween(seed, 0, 81, 1, 1.6));
  const peRate = roundTo(noiseBetween(seed, 0, 82, 8, 40), 3);
  const pbRate = roundTo(noiseBetween(seed, 0, 83, 0.8, 8), 3);
  const [earnings, assets] = [close / peRate, close / pbRate];
  return {
    issuedShares: BigInt(issuedShares),
    issuedMarketVal: roundTo(issuedShares * close, 2),
    netAsset: roundTo(issuedShares * assets, 2),
    netProfit: roundTo(issuedShares * earnings, 2),
    earningsPershare: roundTo(earnings, 3),
    outstandingShares: BigInt(floatShares),
    outstandingMarketVal: roundTo(floatShares * close, 2),
    netAssetPershare: roundTo(assets, 3),
    eyRate: roundTo(100 / peRate, 3),
    peRate,
    pbRate,
    peTTMRate: peRate,
  };
}
