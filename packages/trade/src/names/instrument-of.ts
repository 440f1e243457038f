/** What is behind a code, as far as it decides on the account. Anything else that is traded counts as a stock. */
export type Instrument = "stock" | "option" | "futures";

const marketsWithContracts = /^(?:HK|US|SG|JP|AU|MY|CA)\./;
/** The short name of the underlying, the expiry as YYMMDD, C or P, and 1000 times the strike price. */
const optionForm = /^\.?[A-Z][A-Z0-9]*\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[CP]\d+$/;
/** The short name of what is traded, and the month, such as 2606, or a word that stands for one. */
const futuresForm = /^[A-Z][A-Z0-9]*(?:\d\d(?:0[1-9]|1[0-2])|main|current|next)$/;

/** Reads from a code such as `HK.00700`, `HK.TCH260529C500000` or `HK.HSI2606` what is behind it. */
export function instrumentOf(code: string): Instrument {
  if (!marketsWithContracts.test(code)) return "stock";
  const bare = code.slice(code.indexOf(".") + 1);
  if (optionForm.test(bare)) return "option";
  return futuresForm.test(bare) ? "futures" : "stock";
}
