import { parseArgs } from "node:util";

/** A security to stream, from its beginning or from a cursor. */
export interface Start {
  readonly code: string;
  readonly cursor: string | undefined;
}

/** What to stream. */
export interface Walks {
  readonly starts: readonly Start[];
  /** The first day, such as `2026-01-01`. */
  readonly since: string | undefined;
  /** The last day. */
  readonly until: string | undefined;
}

/** What the user wants, from the command line. */
export type Job =
  | { readonly kind: "help" }
  | (Walks & { readonly kind: "simulated" })
  | (Walks & {
      readonly kind: "real";
      readonly brand: "futu" | "moomoo";
      readonly url: string | undefined;
      /** The key, or the file that holds it. */
      readonly key: { readonly text: string } | { readonly file: string } | undefined;
    });

export const usage = `Streams the daily short volume of HK and US stocks over all pages.

  npm start                                    two simulated gateways, HK.00700 and US.AAPL
  npm start -- HK.09988 US.TSLA                two simulated gateways, these codes
  npm start -- --brand futu HK.00700           Futu's gateway on this machine
  npm start -- --brand moomoo --url tcp://127.0.0.1:11112 US.TSLA
  npm start -- --brand futu --url ws://127.0.0.1:33333 --key KEY HK.00700
  npm start -- --since 2026-01-01 HK.00700     the days from this one on
  npm start -- HK.00700@CURSOR HK.09988        resume at a cursor that an earlier run gave

  --since DAY           the first day: 2026-01-01. Default: the oldest
  --until DAY           the last day. Default: the newest
  --brand futu|moomoo   use a real gateway of this brand instead of simulated ones
  --url URL             where it is: tcp://host:port, ws://host:port, wss://host:port
  --key KEY             its WebSocket key; others on this machine can read it here, so rather use
  --key-file FILE       a file with the key, or the variable FUTU_OPEND_WS_KEY or MOOMOO_OPEND_WS_KEY
  --help                this text

Exit codes: 0 all rows, 1 failed, 130 interrupted, 143 terminated. A run that ends early prints the command that gets the rest.`;

/** @throws an `Error` whose message is one line for the user */
export function parseArguments(args: readonly string[]): Job {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      since: { type: "string" },
      until: { type: "string" },
      brand: { type: "string" },
      url: { type: "string" },
      key: { type: "string" },
      "key-file": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { brand, url } = values;
  if (values.help) return { kind: "help" };
  const [since, until] = [dayOf("since", values.since), dayOf("until", values.until)];
  if (brand === undefined) {
    const [unused] = ["url", "key", "key-file"].filter((name) => name in values);
    if (unused !== undefined)
      throw new Error(`--${unused} is for a real gateway: say which with --brand futu or --brand moomoo`);
    return { kind: "simulated", starts: startsOf(positionals, ["HK.00700", "US.AAPL"]), since, until };
  }
  if (brand !== "futu" && brand !== "moomoo")
    throw new Error(`--brand is futu or moomoo, not ${JSON.stringify(brand)}`);
  const starts = startsOf(positionals, [brand === "futu" ? "HK.00700" : "US.AAPL"]);
  return { kind: "real", brand, url, key: keyOf(values.key, values["key-file"]), starts, since, until };
}

function startsOf(given: readonly string[], defaults: readonly string[]): Start[] {
  return (given.length > 0 ? given : defaults).map((text) => {
    const [code = "", cursor] = text.split("@", 2);
    if (cursor === "")
      throw new Error(`${code}@ has no cursor behind it: give ${code} alone to start at the beginning`);
    return { code, cursor };
  });
}

/** The pager checks that the day exists, and that the first day is not after the last one. */
function dayOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new Error(`--${option} is a day, such as 2026-01-01, not ${JSON.stringify(text)}`);
}

function keyOf(text: string | undefined, file: string | undefined): Extract<Job, { kind: "real" }>["key"] {
  if (text !== undefined && file !== undefined) throw new Error("give --key or --key-file, not both");
  return text !== undefined ? { text } : file !== undefined ? { file } : undefined;
}
