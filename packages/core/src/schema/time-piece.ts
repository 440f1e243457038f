import type { ScalarName } from "../message/message-shape.js";
import type { PlainTime } from "../plain/plain-shape.js";
import type { Direction } from "./json-schema.js";
import type { Piece } from "./piece.js";

const day = "\\d{4}-\\d{2}-\\d{2}";
const time = "\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";
const offset = "(?:Z|[+-]\\d{2}:\\d{2})";
const moment = `${day}(?:[T ]${time}${offset}?)?`;
/** A number that is no day and no moment, as a text. */
const number = "-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|-?Infinity";

/**
 * Returns the schema of a day or a time: a text of its form, or an empty one, which the gateway may leave. Only a day of a
 * request has a `format`. Many programs refuse what a format does not allow: for `date` the empty text, and for `date-time`
 * a moment without an offset.
 */
export function timePiece(form: PlainTime, scalar: ScalarName, direction: Direction): Piece {
  switch (form) {
    case "day":
    case "slashedDay":
      return dayPiece(direction);
    case "compactDay":
      return scalar === "string" ? dayPiece(direction) : text(`^(?:${day}|${number})$`);
    case "timeOfDay":
      return text("^(?:(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?)?$");
    case "iso":
      return text(`^(?:${day}T.*${offset})?$`);
    case "moment":
      return {
        name: "moment",
        about: "A moment, or only its day. The gateway may leave it empty.",
        ...text(`^(?:${moment})?$`),
      };
    case "seconds":
    case "milliseconds":
    case "microseconds":
      return {
        name: "timestamp",
        about: "A moment. A number that is no moment is a text of it.",
        ...text(`^(?:${moment}|${number})$`),
      };
  }
}

/** The day of a reply is also seen as 08/05/2026, which the plain form keeps. */
function dayPiece(direction: Direction): Piece {
  if (direction === "reply") return text(`^(?:${day}|\\d{2}/\\d{2}/\\d{4})?$`);
  return { schema: { type: "string", format: "date", pattern: `^(?:${day})?$` } };
}

function text(pattern: string): Piece {
  return { schema: { type: "string", pattern } };
}
