import type { AccountInfo } from "../rows/accounts.js";

/** A universal account with real money. */
export const universalAccount: AccountInfo = {
  id: 7n,
  isPaper: false,
  firm: "FutuSecurities",
  markets: ["HK", "US", "HKCC"],
  kind: "Margin",
  paperKind: undefined,
  isActive: true,
  role: "Normal",
  cardNumber: undefined,
};
