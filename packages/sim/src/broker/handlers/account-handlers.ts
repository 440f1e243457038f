import { Trd_Common, Trd_GetAccList, Trd_UnlockTrade } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const { TrdCategory, SecurityFirm } = Trd_Common;

/** The categories that the accounts belong to. */
const categories = new Set<number>([TrdCategory.Unknown, TrdCategory.Security]);

/** Lists the accounts. Each one says that it is simulated, including the one with a real environment. */
export function answerAccountList({ book }: TradingDesk): Handler {
  return handle(Trd_GetAccList, ({ trdCategory = TrdCategory.Security, needGeneralSecAccount }) => {
    if (!categories.has(trdCategory)) return { accList: [] };
    // Like the real gateway, this lists an account for several markets only for requests that ask for such accounts.
    const shown = book.accounts.filter(({ ledgers }) => ledgers.size === 1 || needGeneralSecAccount === true);
    return { accList: shown.map(accountMessage) };
  });
}

/** Locks or unlocks trading on the real account. */
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

function accountMessage({ profile, isReal, trdEnv, ledgers }: SimulatedAccount): Trd_Common.TrdAcc {
  return {
    trdEnv,
    accID: profile.id,
    trdMarketAuthList: [...ledgers.keys()].map((market) => tradingMarkets[market].trdMarket),
    accType: Trd_Common.TrdAccType.Cash,
    cardNum: "SIMULATED",
    securityFirm: profile.firm,
    simAccType: profile.paperKind,
    uniCardNum: isReal ? "SIMULATED" : undefined,
    accStatus: Trd_Common.TrdAccStatus.Active,
    accRole: Trd_Common.TrdAccRole.Normal,
    jpAccType: [],
  };
}
