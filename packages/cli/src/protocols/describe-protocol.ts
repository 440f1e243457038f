import { columnsOf, type JsonSchema, jsonSchemaOf } from "@opend/core/schema";
import type { Context } from "../base/context.js";
import { hasColor, columnsOf as widthOf } from "../base/io.js";
import { jsonText } from "../output/terminal-data.js";
import { writeTo } from "../output/write-to.js";
import { type AnyProtocol, isPaged, isRequest } from "./any-protocol.js";
import { findProtocol } from "./find-protocol.js";
import { limitText, pagesText } from "./protocol-texts.js";
import { wrapText } from "./wrap-text.js";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** What a field is called at most before its text begins. */
const widestName = 44;

/** Prints what a protocol is for, what its request takes and its reply has, and its limits. */
export async function describeProtocol({ io }: Context, name: string, isJson: boolean): Promise<void> {
  const protocol = await findProtocol(name);
  if (isJson) {
    const schema = isRequest(protocol) ? jsonSchemaOf(protocol) : jsonSchemaOf(protocol);
    const { id, kind } = protocol;
    const json = {
      id,
      name: protocol.name,
      kind,
      text: protocol.described.text,
      ...schema,
      columns: columnsOf(protocol),
    };
    await writeTo(io.stdout, jsonText(json, io.stdout));
    return;
  }
  const width = Math.min(io.stdout.isTTY ? widthOf(io.stdout) : 100, 120);
  await writeTo(io.stdout, `${describe(protocol, width, hasColor(io.stdout, io.env)).join("\n")}\n`);
}

function describe(protocol: AnyProtocol, width: number, color: boolean): string[] {
  const bold = (text: string) => (color ? `\u001B[1m${text}\u001B[22m` : text);
  const limit = limitText(protocol);
  const lines = [
    `${bold(protocol.name)}  ${protocol.id}  ${protocol.kind}`,
    ...wrapText(protocol.described.text, width),
    ...(isPaged(protocol) ? [`Pages: ${pagesText(protocol)}. --all-pages walks all of them.`] : []),
    ...(limit ? [`Frequency limit: ${limit}.`] : []),
  ];
  if (isRequest(protocol)) {
    const { request, reply } = jsonSchemaOf(protocol);
    lines.push("", bold("Request"), ...fieldsOf(request, width), "", bold("Reply"), ...fieldsOf(reply, width));
    lines.push("", bold("Try"), `opend --demo call ${protocol.name} '${JSON.stringify(exampleOf(request))}'`);
  } else lines.push("", bold("Push"), ...fieldsOf(jsonSchemaOf(protocol).reply, width));
  return lines;
}

function fieldsOf(schema: JsonSchema, width: number): string[] {
  const pieces = schema.$defs ?? {};
  const fields = listFields(schema, pieces, "", []);
  if (fields.length === 0) return ["  nothing"];
  const widest = Math.min(widestName, Math.max(...fields.map(({ head }) => head.length)));
  return fields.flatMap(({ head, text }) => {
    const [first = "", ...more] = wrapText(text, Math.max(30, width - widest - 4));
    const begins =
      head.length > widest
        ? [`  ${head}`, `  ${" ".repeat(widest)}  ${first}`]
        : [`  ${head.padEnd(widest)}  ${first}`];
    return [...begins.map((line) => line.trimEnd()), ...more.map((line) => `  ${" ".repeat(widest)}  ${line}`)];
  });
}

interface Field {
  readonly head: string;
  readonly text: string;
}

/** Lists fields, those of messages below them. A message within itself is listed once. */
function listFields(schema: JsonSchema, pieces: Schemas, indent: string, above: readonly string[]): Field[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const { type, names, inner, reference } = kindOf(field, pieces);
    const head = `${indent}${name}${required.includes(name) ? " *" : ""}  ${type}`;
    const text = [field.description ?? "", names.length > 0 ? `One of ${names.join(", ")}.` : ""]
      .filter(Boolean)
      .join(" ");
    const isWithin = reference !== undefined && above.includes(reference);
    const below = inner && !isWithin ? listFields(inner, pieces, `${indent}  `, [...above, reference ?? name]) : [];
    return [{ head, text }, ...below];
  });
}

interface Kind {
  readonly type: string;
  readonly names: readonly string[];
  readonly inner?: JsonSchema;
  readonly reference?: string;
}

function kindOf(schema: JsonSchema, pieces: Schemas): Kind {
  const { $ref, anyOf = [], items, type } = schema;
  if ($ref !== undefined) {
    const reference = $ref.replace("#/$defs/", "");
    return { ...kindOf(pieces[reference] ?? {}, pieces), reference };
  }
  if (items) {
    const of = kindOf(items, pieces);
    return { ...of, type: `${of.type}[]` };
  }
  const named = anyOf.find((choice) => choice.enum);
  // Numbers have a few texts too, such as NaN.
  if (anyOf.some((choice) => choice.type === "number")) return { type: "number", names: [] };
  if (named?.enum) return { type: "name", names: named.enum };
  if (schema.properties) return { type: "object", names: [], inner: schema };
  return { type: type ?? anyOf.map((choice) => choice.type ?? "").join("|"), names: schema.enum ?? [] };
}

/** A request with its required fields. */
function exampleOf(schema: JsonSchema): object {
  const { properties = {}, required = [], $defs = {} } = schema;
  const example = (field: JsonSchema): unknown => {
    const { $ref, anyOf, items, enum: names, type, format } = field;
    if ($ref !== undefined) return example($defs[$ref.replace("#/$defs/", "")] ?? {});
    if (names) return names.find((name) => !/^(unknown|none)$/i.test(name)) ?? names[0];
    if (anyOf?.[0]) return example(anyOf[0]);
    if (items) return [example(items)];
    if (field.properties) return exampleOf({ ...field, $defs });
    if (format === "date") return "2026-05-08";
    if (type === "number" || type === "integer") return 1;
    if (type === "boolean") return true;
    return /HK/.test(`${field.pattern} ${field.description}`) || field.pattern?.includes("[A-Z]") ? "HK.00700" : "1";
  };
  return Object.fromEntries(required.map((name) => [name, example(properties[name] ?? {})]));
}
