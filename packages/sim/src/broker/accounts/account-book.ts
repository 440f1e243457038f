import { Trd_Common } from "@opend/core/protocols";
import { refuse } from "../../base/refuse.js";
import type { Market } from "../../market/calendar/trading-calendar.js";
import { Ledger } from "./ledger.js";
import { SimulatedAccount } from "./simulated-account.js";
import { marketOfTrdMarket } from "./trading-markets.js";

/** The account and the market that a request is about. */
export interface Place {
  readonly account: SimulatedAccount;
  readonly market: Market;
}

/** As large as real ids, which a double cannot hold exactly. */
const accountIdBase = 281_756_478_396_000_001n;
const firstPositionId = 6_120_000_000_000_000_001n;
/** The money that each account starts with in each of its markets, in that market's currency. */
const firstCash = { HK: 1_000_000, US: 1_000_000 } as const;

const { Stock: stocks, Option: options } = Trd_Common.SimAccType;

/**
 * The accounts of a gateway's user: two paper accounts for HK, of which one trades stocks and the other options, one for
 * the US, and one for both markets that behaves like an account with real money.
 */
export class AccountBook {
  readonly #firm: number;
  readonly #userId: () => bigint;
  #accounts: readonly SimulatedAccount[] | undefined;
  #positions = 0n;

  /**
   * @param firm the securities firm of the accounts, as a `Trd_Common.SecurityFirm` value
   * @param userId returns the id of the user. Only called when the accounts are first needed
   */
  constructor(firm: number, userId: () => bigint) {
    this.#firm = firm;
    this.#userId = userId;
  }

  /** All accounts. */
  get accounts(): readonly SimulatedAccount[] {
    this.#accounts ??= [
      this.#open(0n, stocks, ["HK"]),
      this.#open(1n, stocks, ["US"]),
      this.#open(3n, options, ["HK"]),
      this.#open(2n, undefined, ["HK", "US"]),
    ];
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
    if (market === undefined || !account.ledgers.has(market)) {
      refuse(`account ${accID} does not trade in market ${trdMarket}`);
    }
    return { account, market };
  }

  #open(number: bigint, paperKind: number | undefined, markets: readonly Market[]): SimulatedAccount {
    const id = accountIdBase + this.#userId() * 10n + number;
    const createId = () => firstPositionId + this.#positions++;
    const ledgers = new Map(markets.map((market) => [market, new Ledger(firstCash[market], createId)]));
    return new SimulatedAccount({ id, paperKind, firm: this.#firm }, ledgers);
  }
}
