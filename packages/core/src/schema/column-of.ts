import type { ScalarName } from "../message/message-shape.js";
import { is64Bit } from "../message/scalar-rules.js";
import type { ScalarRule } from "../plain/shape-fields.js";
import { namesOf } from "../protocol/enum-names.js";
import type { Column } from "./column.js";
import type { DescribedField } from "./described-fields.js";
import type { FieldTexts } from "./message-texts.js";

/** Returns the column of a field that is not split up: a scalar, a code, or a list. @param path leads to the field */
export function columnOf(field: DescribedField, from: Column["from"], path: readonly string[]): Column {
  const { content, isList, texts } = field;
  const { type, ...own } = "shape" in content ? { type: "text" as const } : ofScalar(content.rule, content.scalar);
  return {
    name: (path.length > 0 ? path : [field.name]).join("."),
    type: isList ? "text" : type,
    ...unitOf(texts, path.slice(0, -1)),
    description: texts.isUnknown ? `${texts.text} The official texts do not say what it holds.` : texts.text,
    from,
    path,
    ...(texts.id === undefined ? {} : { id: texts.id }),
    ...own,
    ...(isList ? { isList } : {}),
  };
}

function ofScalar(
  rule: ScalarRule,
  scalar: ScalarName,
): Pick<Column, "type" | "names" | "isList" | "zone" | "isSecret"> {
  if (typeof rule === "object") {
    if ("enum" in rule) return { type: "enum", names: namesOf(rule.enum) };
    return { type: "text", names: namesOf(rule.flags), isList: true };
  }
  switch (rule) {
    case "day":
    case "slashedDay":
    case "compactDay":
      return { type: "day" };
    case "moment":
      return { type: "moment", zone: true };
    case "seconds":
    case "milliseconds":
    case "microseconds":
    case "iso":
      return { type: "moment" };
    case "timeOfDay":
      return { type: "text" };
    case "secret":
      return { type: "text", isSecret: true };
    case "quantity":
      return { type: scalar === "uint64" ? scalar : is64Bit(scalar) ? "int64" : typeOf(scalar) };
    case "same":
      return { type: typeOf(scalar) };
  }
}

function typeOf(scalar: ScalarName): Column["type"] {
  switch (scalar) {
    case "bool":
      return "bool";
    case "double":
    case "float":
      return "double";
    case "int32":
    case "uint32":
      return "int64";
    case "string":
    case "bytes":
    case "int64":
    case "uint64":
      return "text";
  }
}

function unitOf({ unit, currency }: FieldTexts, above: readonly string[]): { readonly unit?: string } {
  if (unit !== undefined) return { unit };
  return currency === undefined ? {} : { unit: currencyOf(currency, above) };
}

function currencyOf(currency: string, above: readonly string[]): string {
  if (currency === "security" || currency === "account") return `currency of the ${currency}`;
  if (currency === "unknown") return "unknown currency";
  if (/^[A-Z]{3}$/.test(currency)) return currency;
  return `see ${currency.startsWith("S2C.") ? currency.slice("S2C.".length) : [...above, currency].join(".")}`;
}
