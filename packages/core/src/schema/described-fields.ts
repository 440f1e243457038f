import type { PlainShape } from "../plain/plain-shape.js";
import { type ShapeField, shapeFields } from "../plain/shape-fields.js";
import type { FieldTexts, MessageTexts } from "./message-texts.js";

/** A field of a plain form, and what it holds. */
export interface DescribedField extends ShapeField {
  readonly texts: FieldTexts;
}

/** Returns the fields of a message, in the order of the schema. */
export function describedFields(shape: PlainShape, texts: MessageTexts): DescribedField[] {
  return shapeFields(shape).map((field) => ({ ...field, texts: textsOf(texts.fields, field.name) }));
}

function textsOf(fields: MessageTexts["fields"], name: string): FieldTexts {
  const texts = fields[name];
  if (texts) return texts;
  throw new TypeError(`${name} has no texts`);
}
