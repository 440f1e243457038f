import type { PlainShape } from "../plain/plain-shape.js";
import { mayBeOmitted } from "../plain/shape-fields.js";
import { describeField } from "./describe-field.js";
import { type DescribedField, describedFields } from "./described-fields.js";
import type { Direction, JsonSchema } from "./json-schema.js";
import type { MessageTexts } from "./message-texts.js";
import type { Piece } from "./piece.js";
import { pieceOf } from "./piece-of.js";

/** A document on its way. */
interface Draft {
  readonly direction: Direction;
  /** How many fields hold the pieces, by the names of the pieces. */
  readonly uses: ReadonlyMap<string, number>;
  readonly defs: Map<string, JsonSchema>;
}

/**
 * Returns the JSON Schema of the plain form of a message, as a document of its own. Messages in its fields are in `$defs`.
 * So is what several fields have in common, such as an enum. What only one field has stands there.
 */
export function messageSchema(
  shape: PlainShape,
  texts: MessageTexts,
  direction: Direction,
  description = texts.text,
): JsonSchema {
  const draft: Draft = { direction, uses: countUses(shape, texts, direction), defs: new Map() };
  const schema = objectSchema(shape, texts, draft);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: shape.name,
    ...(description === "" ? {} : { description }),
    ...schema,
    ...(draft.defs.size > 0 ? { $defs: Object.fromEntries(draft.defs) } : {}),
  };
}

function objectSchema(shape: PlainShape, texts: MessageTexts, draft: Draft): JsonSchema {
  const fields = describedFields(shape, texts);
  const required = fields.filter((field) => isAlwaysThere(field, draft.direction));
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, draft)])),
    ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
    additionalProperties: false,
  };
}

function fieldSchema(field: DescribedField, draft: Draft): JsonSchema {
  const description = describeField(field, draft.direction);
  const schema = contentSchema(field, draft);
  const isList = field.isList || isFlags(field);
  return { ...(description === "" ? {} : { description }), ...(isList ? { type: "array", items: schema } : schema) };
}

function contentSchema(field: DescribedField, draft: Draft): JsonSchema {
  const piece = pieceOf(field, draft.direction);
  if (piece) return pieceSchema(piece, draft);
  const { content, texts } = field;
  if (!("shape" in content) || !texts.message) throw new TypeError(`${field.name} holds a message without texts`);
  const { message } = texts;
  return define(draft, content.shape.name, message.text, () => objectSchema(content.shape, message, draft));
}

function pieceSchema({ name, about = "", schema }: Piece, draft: Draft): JsonSchema {
  if (name === undefined || draft.uses.get(name) === 1) return schema;
  return define(draft, name, about, () => schema);
}

/** Returns the reference to a part of the document, which is added when it is first referred to. */
function define({ defs }: Draft, name: string, description: string, make: () => JsonSchema): JsonSchema {
  const $ref = `#/$defs/${name}`;
  if (defs.has(name)) return { $ref };
  // Takes its place before those that it refers to.
  defs.set(name, {});
  defs.set(name, { ...(description === "" ? {} : { description }), ...make() });
  return { $ref };
}

/** Counts the fields that hold a piece, over all messages of a document. */
function countUses(shape: PlainShape, texts: MessageTexts, direction: Direction): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const seen = new Set<PlainShape>();
  const visit = (current: PlainShape, about: MessageTexts): void => {
    if (seen.has(current)) return;
    seen.add(current);
    for (const field of describedFields(current, about)) {
      const name = pieceOf(field, direction)?.name;
      if (name !== undefined) uses.set(name, (uses.get(name) ?? 0) + 1);
      if ("shape" in field.content && field.texts.message) visit(field.content.shape, field.texts.message);
    }
  };
  visit(shape, texts);
  return uses;
}

/** Whether a message always has a field. Replies have all of their lists. */
function isAlwaysThere({ isRequired, isList, content }: DescribedField, direction: Direction): boolean {
  if (direction === "request") return isRequired;
  return isList || (isRequired && !mayBeOmitted(content));
}

/** Whether a field combines values of an enum, and so is a list of names. */
function isFlags({ content }: DescribedField): boolean {
  return "rule" in content && typeof content.rule === "object" && "flags" in content.rule;
}
