import { marketOf, type SecurityCode } from "@opend/core";
import { createError, nearestName } from "@opend/core/internal";
import { Trd_Common } from "@opend/core/protocols";
import { isTradeMarket, type TradeMarketName } from "./trading-markets.js";

/** An account of the user that a simulated gateway is logged in as. All its money is made up, that of a real one too. */
export interface AccountOptions {
  /** The markets that it trades in, such as `["HK"]`. An account with several is a universal one. */
  readonly markets: readonly TradeMarketName[];
  /** Whether it is a paper account, rather than one that behaves like an account with real money. Default: false. */
  readonly paper?: boolean | undefined;
  /** What a paper account trades. Default: `Futures` in markets for futures, `Stock` in others. */
  readonly paperKind?: Trd_Common.SimAccTypeName | undefined;
  /** What it is for: only a `Normal` account takes orders. Default: `Normal`. */
  readonly role?: Trd_Common.TrdAccRoleName | undefined;
  /** The broker. Default: that of the brand. */
  readonly firm?: Trd_Common.SecurityFirmName | undefined;
  /** The kind of account. Default: `Cash`. */
  readonly type?: Trd_Common.TrdAccTypeName | undefined;
  /** Whether it is disabled: it can be looked at, and takes no orders. Default: false. */
  readonly isDisabled?: boolean | undefined;
  /** The money that it starts with in the currency of each of its markets, a number from 0. Default: 1,000,000. */
  readonly cash?: number | undefined;
  /** The positions that it starts with. They have been paid for before. Default: none. */
  readonly holdings?: readonly HoldingOptions[] | undefined;
  /**
   * The status that its orders show, whatever becomes of them: a `Trd_Common.OrderStatus` value such as 4 (`TimeOut`), or
   * a number that only newer gateways know. Default: the status that they have.
   */
  readonly shownOrderStatus?: number | undefined;
  /** Whether it pushes every order and every deal twice, as real gateways may. Default: false. */
  readonly repeatsPushes?: boolean | undefined;
}

/** A position that an account starts with. */
export interface HoldingOptions {
  /** The code, such as `HK.00700`. One of the account's markets trades it. */
  readonly code: SecurityCode;
  /** The number of shares or contracts, above 0. */
  readonly quantity: number;
  /** The price that each of them was bought at, above 0, in the currency of its market. */
  readonly cost: number;
}

/** An account with all its options. */
export type AccountDescription = Required<{
  readonly [Name in keyof Omit<AccountOptions, MayBeLeftOut>]: Exclude<AccountOptions[Name], undefined>;
}> &
  Pick<AccountOptions, MayBeLeftOut>;

type MayBeLeftOut = "firm" | "paperKind" | "shownOrderStatus";

const universal = ["HK", "US", "HKCC"] as const;

/** The accounts that users have, by names. */
const presets = {
  /** Stocks of one market, on paper. */
  "hk-paper": { markets: ["HK"], paper: true },
  "us-paper": { markets: ["US"], paper: true },
  "cn-paper": { markets: ["CN"], paper: true },
  /** Options only, on paper. */
  "hk-options-paper": { markets: ["HK"], paper: true, paperKind: "Option" },
  /** Futures, on paper. */
  "hk-futures-paper": { markets: ["Futures_Simulate_HK"], paper: true },
  "us-futures-paper": { markets: ["Futures_Simulate_US"], paper: true },
  "sg-futures-paper": { markets: ["Futures_Simulate_SG"], paper: true },
  "jp-futures-paper": { markets: ["Futures_Simulate_JP"], paper: true },
  /** One market. */
  hk: { markets: ["HK"] },
  us: { markets: ["US"] },
  /** Several markets in one account. */
  universal: { markets: universal },
  /** The account above other accounts, which takes no orders. */
  master: { markets: universal, role: "Master" },
  futures: { markets: ["Futures"], type: "Margin" },
  /** Accounts of moomoo JP, whose assets come in two categories. */
  "jp-margin": { markets: ["JP", "US"], firm: "FutuJP", type: "Margin" },
  "jp-derivatives": { markets: ["JP", "US"], firm: "FutuJP", type: "Derivatives" },
  crypto: { markets: ["Crypto"] },
  prediction: { markets: ["Prediction"] },
  /** For new issues only, of moomoo MY. */
  ipo: { markets: ["MY"], firm: "FutuMY", role: "IPO" },
} as const satisfies Readonly<Record<string, AccountOptions>>;

/** The name of an account that users have, such as `"universal"`. */
export type AccountPreset = keyof typeof presets;

/** The names of all presets. */
export const accountPresets: readonly AccountPreset[] = Object.keys(presets).filter(isAccountPreset);

/** Whether a text is the name of a preset. */
export function isAccountPreset(name: string): name is AccountPreset {
  return Object.hasOwn(presets, name);
}

/** The accounts of a gateway whose options name none. */
export const defaultAccounts: readonly AccountPreset[] = ["hk-paper", "us-paper", "hk-options-paper", "universal"];

/** The ids of accounts end with a digit of their own. */
const maxAccounts = 10;

/** Fills in the defaults. @throws `InvalidOption` when an account is not valid */
export function resolveAccounts(
  accounts: readonly (AccountPreset | AccountOptions)[] = defaultAccounts,
): readonly AccountDescription[] {
  if (accounts.length > maxAccounts) throw invalid(`lists at most ${maxAccounts} accounts`);
  return accounts.map((account) => resolveAccount(typeof account === "string" ? presetNamed(account) : account));
}

function presetNamed(name: string): AccountOptions {
  if (isAccountPreset(name)) return presets[name];
  const nearest = nearestName(name, accountPresets);
  const hint = nearest === undefined ? `use ${accountPresets.join(", ")}` : `did you mean ${nearest}?`;
  throw invalid(`has no account ${JSON.stringify(name)}: ${hint}`);
}

function resolveAccount(account: AccountOptions): AccountDescription {
  const { markets, paper = false, role = "Normal", type = "Cash", isDisabled = false } = account;
  const { cash = 1_000_000, holdings = [], firm, shownOrderStatus, repeatsPushes = false } = account;
  if (markets.length === 0 || !markets.every(isTradeMarket))
    throw invalid("has accounts with markets such as HK and US");
  if (paper ? role !== "Normal" : account.paperKind !== undefined) {
    throw invalid("gives paperKind only for paper accounts, and role only for others");
  }
  checkName("paperKind", Trd_Common.SimAccType, account.paperKind);
  checkName("role", Trd_Common.TrdAccRole, role);
  checkName("firm", Trd_Common.SecurityFirm, firm);
  checkName("type", Trd_Common.TrdAccType, type);
  if (!(cash >= 0 && Number.isFinite(cash))) throw invalid("has accounts with cash from 0");
  if (shownOrderStatus !== undefined && shownOrderStatus !== (shownOrderStatus | 0)) {
    throw invalid("has accounts with a shownOrderStatus that is a 32-bit integer");
  }
  for (const { code, quantity, cost } of holdings) {
    const isRight = marketOf(code) !== undefined && quantity > 0 && cost > 0 && Number.isFinite(quantity * cost);
    if (!isRight) throw invalid("has holdings with a code such as HK.00700, and a quantity and a cost above 0");
  }
  const paperKind = paper ? (account.paperKind ?? defaultKindOf(markets)) : undefined;
  const quirks = { shownOrderStatus, repeatsPushes };
  return { markets, paper, paperKind, role, firm, type, isDisabled, cash, holdings, ...quirks };
}

function defaultKindOf([first]: readonly TradeMarketName[]): Trd_Common.SimAccTypeName {
  return first?.startsWith("Futures") ? "Futures" : "Stock";
}

function checkName(option: string, names: object, name: string | undefined): void {
  if (name !== undefined && !Object.hasOwn(names, name)) throw invalid(`has no ${option} ${JSON.stringify(name)}`);
}

function invalid(rule: string): Error {
  return createError("InvalidOption", `the option accounts ${rule}`, { option: "accounts" });
}
