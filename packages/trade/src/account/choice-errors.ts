import { type AccountInfo, describeAccount } from "../rows/accounts.js";
import { type AccountOption, createTradeError } from "../rows/trade-error.js";
import { firmOf, misfitsOf, type WantedAccount } from "./choose-accounts.js";

/** The error for an account that is there, but on paper instead of with real money, or the other way round. */
export function wrongEnvironment({ id, isPaper }: AccountInfo) {
  const message = isPaper
    ? `account ${id} is a paper account, and real money was asked for (paper: false)`
    : `account ${id} has real money, and a paper account was asked for (paper: true)`;
  return createTradeError("WrongEnvironment", message, { accountId: id, isPaper });
}

/** The error for no account that fits. It says of each one why it does not, beginning with those that nearly do. */
export function notFound(wanted: WantedAccount, accounts: readonly AccountInfo[]) {
  const message = `no account fits ${describeWanted(wanted)}: ${whyNot(wanted, accounts)}`;
  return createTradeError("AccountNotFound", message, { accounts });
}

/** The error for several accounts that fit. It says with which options to choose one. */
export function ambiguous(wanted: WantedAccount, accounts: readonly AccountInfo[]) {
  const options = differingOptions(wanted, accounts);
  const how = options.join(", ").replace(/, (?=\w+$)/, " or ");
  const list = accounts.map(describeAccount).join("; ");
  const message = `${accounts.length} accounts fit ${describeWanted(wanted)}: choose one with ${how}: ${list}`;
  return createTradeError("AmbiguousAccount", message, { accounts, options });
}

function whyNot(wanted: WantedAccount, accounts: readonly AccountInfo[]): string {
  if (accounts.length === 0) {
    // Each category of accounts has a list of its own.
    const which = wanted.markets === undefined ? "none. Is the right user logged in?" : `none for ${wanted.markets[0]}`;
    return `the gateway lists ${which}`;
  }
  const named = accounts.filter(({ id }) => id === wanted.accountId);
  if (wanted.accountId !== undefined && named.length === 0) {
    return `no account has this id. There are ${accounts.map(describeAccount).join("; ")}`;
  }
  return (named.length > 0 ? named : accounts)
    .map((account) => ({ account, misfits: misfitsOf(account, wanted) }))
    .sort((one, other) => one.misfits.length - other.misfits.length)
    .map(({ account, misfits }) => `${describeAccount(account)} ${misfits.join(" and ")}`)
    .join("; ");
}

/** The options with which one of the accounts can be chosen: its id, and whatever is not the same for all of them. */
function differingOptions({ paper, markets }: WantedAccount, accounts: readonly AccountInfo[]): AccountOption[] {
  const areSeveral = (values: readonly unknown[]) => new Set(values).size > 1;
  const firms = accounts.map(firmOf).filter((firm) => firm !== undefined);
  return [
    ...(markets === undefined && areSeveral(accounts.map((each) => each.markets.join(" ")))
      ? (["market"] as const)
      : []),
    ...(areSeveral(firms) ? (["firm"] as const) : []),
    ...(paper && areSeveral(accounts.map(({ paperKind }) => paperKind)) ? (["paperKind"] as const) : []),
    "accountId",
  ];
}

function describeWanted({ paper, markets, code, firm, paperKind, accountId }: WantedAccount): string {
  const parts = [`paper: ${paper}`];
  if (markets !== undefined) parts.push(`market: ${markets[0]}`);
  if (code !== undefined) parts.push(`code: ${code}`);
  if (firm !== undefined) parts.push(`firm: ${firm}`);
  if (paperKind !== undefined) parts.push(`paperKind: ${paperKind}`);
  if (accountId !== undefined) parts.push(`accountId: ${accountId}n`);
  return `{ ${parts.join(", ")} }`;
}
