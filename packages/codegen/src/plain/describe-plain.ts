import { type DescField, ScalarType } from "@bufbuild/protobuf";
import type { Contract } from "../contract/contract.ts";
import { describeMeaning } from "../contract/describe-meaning.ts";
import { isCode } from "../contract/is-code.ts";
import type { TimeForm } from "../contract/read-meaning.ts";

/** Says in words how the plain form writes a field. Undefined where its type says everything. */
export function describePlain(field: DescField, { meanings }: Contract): string | undefined {
  if (field.message) return isCode(field.message) ? "A code, such as `HK.00700`." : undefined;
  const meaning = meanings.get(field);
  if (meaning === undefined) return undefined;
  switch (meaning.kind) {
    case "enum":
      return undefined;
    case "flags":
      return "A list of names.";
    case "id":
      return describesNumber(field) ? "In decimal digits." : undefined;
    case "time":
      return times[meaning.form];
    default:
      return describeMeaning(meaning);
  }
}

const day = "Written as `2026-05-08`.";
const moment = "Written as `2026-05-08T16:08:12+08:00`, with the offset of the market.";

const times: Readonly<Record<TimeForm, string>> = {
  day,
  slashedDay: day,
  compactDay: day,
  timeOfDay: "Written as `16:08:12`.",
  moment,
  seconds: moment,
  milliseconds: moment,
  microseconds: moment,
  iso: "Written as `2026-05-08T08:08:12Z`.",
  words: "A text for people.",
};

function describesNumber({ scalar }: DescField): boolean {
  return scalar !== ScalarType.STRING;
}
