import { allowedNames, createError } from "@opend/core/internal";
import type { SessionName } from "@opend/core/protocols/Common";
import type { Word } from "./parse-word.js";

/** The sessions that candles can be of. */
export type CandleSession = Extract<SessionName, "RTH" | "ETH" | "ALL">;

/** Which hours candles cover. */
interface HoursOptions {
  readonly extendedHours?: boolean | undefined;
  readonly session?: Word<CandleSession> | undefined;
}

const candleSessions: readonly CandleSession[] = ["RTH", "ETH", "ALL"];

/** Returns the sessions of a word, in any case. @throws `InvalidOption` */
export function parseSession(session: string): CandleSession {
  const found = candleSessions.find((name) => name.toLowerCase() === String(session).toLowerCase());
  if (found !== undefined) return found;
  const allowed = allowedNames(
    candleSessions.map((name) => name.toLowerCase()),
    session,
  );
  throw createError("InvalidOption", `session is ${JSON.stringify(session)}: ${allowed}`, { option: "session" });
}

/** The gateway ignores both options for what they are not for. @throws `InvalidOption` */
export function checkHours(code: string, period: string, options: HoursOptions): void {
  if (options.session !== undefined) parseSession(options.session);
  const option = options.session === undefined ? "extendedHours" : "session";
  if (options[option] === undefined || options[option] === false) return;
  const refuse = (problem: string) => {
    throw createError("InvalidOption", `${option} is for US securities and periods up to 60min, not for ${problem}`, {
      option,
    });
  };
  if (!/^us\./i.test(code)) refuse(code);
  if (!/min$/i.test(period)) refuse(`the period ${period.toLowerCase()}`);
}
