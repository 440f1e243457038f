/**
 * The right that an account needs for the quotes of a security. Stocks, options, futures and indices of a market need
 * rights of their own, and their codes look different: `US.AAPL`, `US.AAPL260717C065000`, `US.NQmain`, `US..SPX`. So two
 * codes of a market count as needing the same right if they look alike.
 *
 * @param code a code with its market, as a prefix or a number: `US.AAPL`, `11.AAPL`
 */
export function quoteRightOf(code: string): string {
  const dot = code.indexOf(".");
  return code.slice(0, dot) + code.slice(dot).replace(/[A-Z]+|[a-z]+|\d+/g, shapeOf);
}

function shapeOf(run: string): string {
  if (/\d/.test(run)) return "0";
  return /[A-Z]/.test(run) ? "A" : "a";
}
