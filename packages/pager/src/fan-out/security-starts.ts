import { createError } from "@opend/core/internal";
import type { SecurityPlace } from "../errors/fan-out-place.js";
import type { Page, Pager } from "../pages/pager.js";
import type { PagerOptions } from "../pages/pager-options.js";
import { type FanOutPage, pageWalk } from "./page-walk.js";
import { isIterable, readSource } from "./source-reader.js";
import type { PlaceRecord, ResumeFrom, WalkStart, WalkStarts } from "./walk.js";

/** A security to walk: its code, or its code with the place to resume from. */
export type SecurityStart<Code extends string = string> = Code | SecurityResume<Code>;

/** A security to walk from a place on. */
interface SecurityResume<Code extends string> extends ResumeFrom {
  readonly code: Code;
}

/**
 * The securities to walk. An array is checked as a whole before anything is sent. Other iterables are read as needed.
 */
export type SecurityStarts<Code extends string = string> =
  // Excludes a string, which is an iterable of its letters.
  (Iterable<SecurityStart<Code>> & object) | AsyncIterable<SecurityStart<Code>>;

/**
 * Creates the walks of securities.
 *
 * @param open creates the pager of one security
 * @throws `InvalidCode`, `InvalidOption` for an empty array
 */
export function toSecurityWalks<Row, P extends Page<Row>, Code extends string>(
  codes: SecurityStarts<Code>,
  open: (code: Code, options: PagerOptions) => Pager<Row, P>,
): WalkStarts<FanOutPage<P, SecurityPlace<Code>>, SecurityPlace<Code>> {
  checkCodes(codes);
  return Array.isArray(codes) ? codes.map(walkMaker(open)) : () => readSource(codes, walkMaker(open));
}

/** @throws `InvalidCode`, `InvalidOption` for an empty array */
export function checkCodes(codes: unknown): void {
  if (!isIterable(codes)) throw invalidCode(codes);
  if (!Array.isArray(codes) || codes.length > 0) return;
  throw createError("InvalidOption", "the list of codes is empty: give at least one, such as HK.00700", {
    option: "codes",
  });
}

/** The place of a security, and where to resume. @throws `InvalidCode` */
export function toRecord<Code extends string>(start: SecurityStart<Code>): PlaceRecord<SecurityPlace<Code>> {
  const { code, cursor, limit }: SecurityResume<Code> =
    typeof start === "object" && start !== null ? start : { code: start };
  if (typeof code !== "string") throw invalidCode(start);
  return { place: { code }, cursor, limit };
}

/** Creates the walks of one list, each security once. */
function walkMaker<Row, P extends Page<Row>, Code extends string>(
  open: (code: Code, options: PagerOptions) => Pager<Row, P>,
): (start: SecurityStart<Code>) => WalkStart<FanOutPage<P, SecurityPlace<Code>>, SecurityPlace<Code>> {
  const seen = new Set<string>();
  return (start) => {
    const record = toRecord(start);
    const { code } = record.place;
    const isRepeated = seen.has(code);
    seen.add(code);
    return pageWalk(record, (options) => {
      if (!isRepeated) return open(code, options);
      throw createError("InvalidOption", `the security ${code} is listed twice`, { option: "codes" });
    });
  };
}

function invalidCode(given: unknown) {
  const input = typeof given === "object" && given !== null ? "an object" : String(given);
  const message = `${input} is not a security code: give one such as "HK.00700", or a list of codes or of { code, cursor, limit }`;
  return createError("InvalidCode", message, { input });
}
