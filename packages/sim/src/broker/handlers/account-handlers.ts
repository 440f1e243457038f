import { Trd_Common, Trd_GetAccList, Trd_UnlockTrade } from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SimulatedAccount } from "../accounts/simulated-account.js";
import { tradingMarkets } from "../accounts/trading-markets.js";
import type { TradingDesk } from "../orders/trading-desk.js";

const { TrdCategory, SecurityFirm } = Trd_Common;

/** What the accounts are for. */
const categories = new Set<number>([TrdCategory.TrdCategory_Unknown, TrdCategory.TrdCategory_Security]);

/** The accounts. Each says that it is simulated, the one with a real environment too. */
export function answerAccountList({ book }: TradingDesk): Handler {
  return handle(Trd_GetAccList, ({ trdCategory = TrdCategory.TrdCategory_Security, needGeneralSecAccount }) => {
    if (!categories.has(trdCategory)) return { accList: [] };
    // As in the real gateway, an account for several markets is only shown to who asks for such.
    const shown = book.accounts.filter(({ ledgers }) => ledgers.size === 1 || needGeneralSecAccount === true);
    return { accList: shown.map(accountMessage) };
  });
}

/** Unlocks trading on the real account, or locks it. */
export function answerUnlockTrade(desk: TradingDesk): Handler {
  const firms = () => new Set<number>(desk.book.accounts.map(({ profile }) => profile.firm));
  return handle(Trd_UnlockTrade, ({ unlock, pwdMD5, securityFirm = SecurityFirm.SecurityFirm_Unknown }) => {
    if (securityFirm !== SecurityFirm.SecurityFirm_Unknown && !firms().has(securityFirm)) {
      refuse(`there is no account with securities firm ${securityFirm}`);
    }
    desk.setLock(unlock, pwdMD5);
    return {};
  });
}

function accountMessage({ profile, trdEnv, ledgers }: SimulatedAccount): Trd_Common.TrdAcc {
  const simAccType = profile.isReal ? undefined : Trd_Common.SimAccType.SimAccType_Stock;
  return {
    trdEnv,
    accID: profile.id,
    trdMarketAuthList: [...ledgers.keys()].map((market) => tradingMarkets[market].trdMarket),
    accType: Trd_Common.TrdAccType.TrdAccType_Cash,
    cardNum: "SIMULATED",
    securityFirm: profile.firm,
    simAccType,
    uniCardNum: profile.isReal ? "SIMULATED" : undefined,
    accStatus: Trd_Common.TrdAccStatus.TrdAccStatus_Active,
    accRole: Trd_Common.TrdAccRole.TrdAccRole_Normal,
    jpAccType: [],
  };
}
