import { security } from "@opend/core";
import { createError } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import { nameOf } from "../../market/data/name-of.js";
import type { AccountDescription, HoldingOptions } from "./account-options.js";
import { Ledger } from "./ledger.js";
import { SimulatedAccount } from "./simulated-account.js";
import { marketOfTrdMarket, type TradedSecurity, type TradeMarketName, tradingMarkets } from "./trading-markets.js";

/** The account and the market that the header of a request names. */
export interface Place {
  readonly account: SimulatedAccount;
  readonly market: TradeMarketName;
}

/** As large as real ids, which a double cannot hold exactly. */
const accountIdBase = 281_756_478_396_000_001n;
const firstPositionId = 6_120_000_000_000_000_001n;

/** The settings of an account book. */
export interface AccountBookSettings {
  readonly accounts: readonly AccountDescription[];
  /** The broker of the accounts that name none, as a `Trd_Common.SecurityFirm` value. */
  readonly firm: number;
  /** Returns the id of the user. Only called when the accounts are first needed. */
  readonly userId: () => bigint;
}

/** The accounts of a gateway's user. */
export class AccountBook {
  readonly #settings: AccountBookSettings;
  #accounts: readonly SimulatedAccount[] | undefined;
  #positions = 0n;

  /** @throws `InvalidOption` when an account holds what none of its markets trades */
  constructor(settings: AccountBookSettings) {
    this.#settings = settings;
    for (const { markets, holdings } of settings.accounts) for (const { code } of holdings) heldAs(code, markets);
  }

  /** All accounts. */
  get accounts(): readonly SimulatedAccount[] {
    this.#accounts ??= this.#settings.accounts.map((description, number) => this.#open(BigInt(number), description));
    return this.#accounts;
  }

  /** Finds an account by its id. Refuses an id that no account has. */
  find(id: bigint): SimulatedAccount {
    return this.accounts.find(({ profile }) => profile.id === id) ?? refuse(`there is no account ${id}`);
  }

  /**
   * The account and market of a request header. Refuses a header whose environment or market does not match the
   * account.
   */
  placeOf({ accID, trdEnv, trdMarket }: Trd_Common.TrdHeader): Place {
    const account = this.find(accID);
    if (trdEnv !== account.trdEnv) {
      refuse(`the header says trdEnv ${trdEnv}, and account ${accID} has trdEnv ${account.trdEnv}`);
    }
    const market = marketOfTrdMarket(trdMarket);
    if (market === undefined || !account.markets.includes(market)) {
      refuse(`account ${accID} does not trade in market ${trdMarket}`);
    }
    return { account, market };
  }

  #open(number: bigint, description: AccountDescription): SimulatedAccount {
    const { SimAccType, SecurityFirm, TrdAccRole, TrdAccType } = Trd_Common;
    const { markets, paperKind, role, type, cash, holdings, firm } = description;
    const { isDisabled, shownOrderStatus, repeatsPushes } = description;
    const currencies = markets.flatMap((market) => tradingMarkets[market].homes.map(({ currency }) => currency));
    const createId = () => firstPositionId + this.#positions++;
    const ledger = new Ledger(new Map(currencies.map((currency) => [currency, cash])), createId);
    for (const { code, quantity, cost } of holdings) {
      const name = nameOf({ security: security(code) });
      ledger.put({ ...heldAs(code, markets), name, quantity, price: cost });
    }
    const profile = {
      id: accountIdBase + this.#settings.userId() * 10n + number,
      paperKind: paperKind && SimAccType[paperKind],
      firm: firm === undefined ? this.#settings.firm : SecurityFirm[firm],
      role: TrdAccRole[role],
      type: TrdAccType[type],
      isDisabled,
      shownOrderStatus,
      repeatsPushes,
    };
    return new SimulatedAccount(profile, markets, ledger);
  }
}

function heldAs(code: HoldingOptions["code"], markets: readonly TradeMarketName[]): TradedSecurity {
  const { market: qotMarket, code: bare } = security(code);
  for (const market of markets) {
    const home = tradingMarkets[market].homes.find((each) => each.qotMarket === qotMarket);
    if (home !== undefined) return { market, home, code: bare };
  }
  const message = `the option accounts has a holding of ${code}, and the account trades in ${markets.join(", ")}`;
  throw createError("InvalidOption", message, { option: "accounts" });
}
