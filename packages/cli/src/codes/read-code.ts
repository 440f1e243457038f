/** A contract by a word that stands for its month. The name before it has two letters at least: `us.xmain` is a stock. */
const continuousContract = /^((?:hk|us|sg|jp)\.\w{2,})(main|current|next)$/i;

/**
 * Reads a code as people type it: `hk.00700` is `HK.00700`, and `us.nqmain` is `US.NQmain`. A code that begins with capital
 * letters stays as it is.
 */
export function readCode(text: string): string {
  if (/^[A-Z]{2}\./.test(text) || !/^[a-z]{2}\./i.test(text)) return text;
  const [, product = text, month = ""] = continuousContract.exec(text) ?? [];
  return `${product.toUpperCase()}${month.toLowerCase()}`;
}
