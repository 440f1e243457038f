import type { PagingClient } from "@opend/futu";
import { type TradingAccount, unlockTrade } from "@opend/trade";
import { confirm } from "../base/confirm.js";
import type { Context } from "../base/context.js";
import { readSecret } from "../base/read-secret.js";
import type { OrderOptions } from "./order-options.js";

/** The environment variable that holds the trading password. */
const passwordVariable = "OPEND_TRADE_PASSWORD";

/** Says what is about to be done with real money, asks for a yes, and unlocks the accounts. Paper needs none of it. */
export async function agree(
  context: Context,
  client: PagingClient,
  accounts: readonly TradingAccount[],
  what: string,
  { yes, passwordFile }: OrderOptions,
): Promise<void> {
  const real = accounts.filter(({ isPaper }) => !isPaper);
  if (real.length === 0) return;
  const warning = `REAL MONEY: ${what}`;
  if (yes) context.screen.note(warning);
  else await confirm(context, warning, "real");
  const password =
    passwordFile === undefined
      ? context.io.env[passwordVariable]
      : await readSecret("--password-file", passwordFile, context.io.env);
  if (!password) return;
  for (const firm of new Set(real.map(({ info }) => info.firm))) {
    const securityFirm = typeof firm === "string" && firm !== "Unknown" ? firm : undefined;
    await unlockTrade(client, { password, securityFirm });
  }
}
