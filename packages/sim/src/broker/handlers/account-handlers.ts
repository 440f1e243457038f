import { Trd_Common, Trd_GetAccList, Trd_UnlockTrade } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { isFuturesMarket, type TradeMarketName, tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const { TrdCategory, SecurityFirm } = Trd_Common;

/** Lists the accounts of a category. Each one says that it is simulated, including those with a real environment. */
export function answerAccountList({ book }: TradingDesk): Handler {
  return handle(Trd_GetAccList, ({ trdCategory = TrdCategory.Unknown, needGeneralSecAccount }) => {
    const asked = trdCategory === TrdCategory.Unknown ? TrdCategory.Security : trdCategory;
    // Like the real gateway, this lists a universal account only for requests that ask for such accounts.
    const shown = book.accounts.filter(({ markets, isUniversal }) => {
      const isAsked = markets.some((market) => categoryOf(market) === asked);
      return isAsked && (!isUniversal || needGeneralSecAccount === true);
    });
    return { accList: shown.map(accountMessage) };
  });
}

function categoryOf(market: TradeMarketName): number {
  if (isFuturesMarket(market)) return TrdCategory.Future;
  // No document says which category predictions are in.
  return market === "Crypto" ? TrdCategory.Crypto : TrdCategory.Security;
}

/** Locks or unlocks trading on real accounts. */
export function answerUnlockTrade(desk: TradingDesk): Handler {
  const firms = () => new Set<number>(desk.book.accounts.map(({ profile }) => profile.firm));
  return handle(Trd_UnlockTrade, ({ unlock, pwdMD5, securityFirm = SecurityFirm.Unknown }) => {
    if (securityFirm !== SecurityFirm.Unknown && !firms().has(securityFirm)) {
      refuse(`there is no account with securities firm ${securityFirm}`);
    }
    desk.setLock(unlock, pwdMD5);
    return {};
  });
}

function accountMessage({ profile, isUniversal, trdEnv, markets }: SimulatedAccount): Trd_Common.TrdAcc {
  const { TrdAccStatus } = Trd_Common;
  return {
    trdEnv,
    accID: profile.id,
    trdMarketAuthList: markets.map((market) => tradingMarkets[market].trdMarket),
    accType: profile.type,
    cardNum: "SIMULATED",
    securityFirm: profile.firm,
    simAccType: profile.paperKind,
    uniCardNum: isUniversal ? "SIMULATED" : undefined,
    accStatus: profile.isDisabled ? TrdAccStatus.Disabled : TrdAccStatus.Active,
    accRole: profile.role,
    jpAccType: [],
  };
}
