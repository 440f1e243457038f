import type { DescField, DescFile, DescMessage } from "@bufbuild/protobuf";
import { Kind } from "../gen/opend/options_pb.js";
import { isCode } from "./is-code.ts";
import { marketPath } from "./market-path.ts";
import type { Meanings, TimeForm } from "./read-meaning.ts";
import { readProtocol } from "./read-protocol.ts";

/** How requests may be written: what a program may leave out, and where it may give a code or a `Date`. */
export interface RequestInputs {
  /** Whether a message has a form of its own for requests. */
  has(message: DescMessage): boolean;
  /** How a `Date` is written into a field. Undefined where the field takes none. */
  dateForm(field: DescField): TimeForm | undefined;
  /** Whether a message or one in it takes a `Date`. */
  takesDates(message: DescMessage): boolean;
}

/** The forms whose texts are in the time zone of the market. */
export const zonedForms: readonly TimeForm[] = ["day", "slashedDay", "compactDay", "moment"];
/** The forms that need no time zone. */
const utcForms: readonly TimeForm[] = ["seconds", "milliseconds", "microseconds", "iso"];

/** Reads which messages occur in requests, and which of them always have a market that tells the time zone. */
export function readRequestInputs(files: readonly DescFile[], meanings: Meanings): RequestInputs {
  const zones = new Map<DescMessage, boolean>();
  const visit = (message: DescMessage, hasZone: boolean): void => {
    if (isCode(message)) return;
    const here = hasZone || marketPath(message, meanings) !== undefined;
    const before = zones.get(message);
    if (before !== undefined && (before === here || !before)) return;
    zones.set(message, here);
    for (const field of message.fields) if (field.message) visit(field.message, here);
  };
  const roots = files.flatMap((file) => {
    const kind = readProtocol(file)?.kind;
    return kind === undefined || kind === Kind.PUSH ? [] : file.messages.filter(({ name }) => name === "C2S");
  });
  for (const root of roots) visit(root, false);

  const dateForm = (field: DescField) => {
    const meaning = meanings.get(field);
    const hasZone = zones.get(field.parent);
    // No request of OpenD has a list of days or times, so core does not write one.
    if (hasZone === undefined || field.fieldKind === "list" || meaning?.kind !== "time") return undefined;
    return utcForms.includes(meaning.form) || (hasZone && zonedForms.includes(meaning.form)) ? meaning.form : undefined;
  };
  const differs = (message: DescMessage): boolean =>
    message.fields.some(
      (field) =>
        field.fieldKind === "list" ||
        dateForm(field) !== undefined ||
        (field.message && (isCode(field.message) || differs(field.message))),
    );
  const takesDates = (message: DescMessage): boolean =>
    message.fields.some((field) => dateForm(field) !== undefined || (field.message && takesDates(field.message)));
  return {
    takesDates,
    has: (message) => zones.has(message) && (roots.includes(message) || differs(message)),
    dateForm,
  };
}
