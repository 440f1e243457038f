import type { PagingFields } from "../protocol/protocol.js";
import type { Column } from "./column.js";
import { columnOf } from "./column-of.js";
import { type DescribedField, describedFields } from "./described-fields.js";
import { checkDescribed, type DescribedPush } from "./described-protocol.js";

/** What is read of a protocol with pages. */
interface Paged {
  readonly paging?: { readonly fields: PagingFields };
}

/**
 * Returns the columns of a flat table with the rows of a protocol, in the order of the schema: of the rows of a paged
 * protocol, of the items of a reply or a push that has one list of messages, and else of the body as a single row. What
 * the body says of all rows, such as the security, comes first. Messages in a row are split up, and lists are JSON. If a
 * protocol has several lists of rows, of which a reply fills one, the table has the columns of all of them.
 *
 * @throws `InvalidOption` for a protocol without descriptions: import it from `@opend/futu/schema`
 */
export function columnsOf(protocol: DescribedPush & Paged): Column[] {
  checkDescribed("columnsOf", protocol);
  const { plain, described, paging } = protocol;
  const body = describedFields(plain.reply.shape, described.reply);
  const lists = rowLists(body, paging?.fields);
  if (lists.length === 0) return body.flatMap((field) => split(field, "row", []));
  const skipped = new Set(paging ? pagingFields(paging.fields) : []);
  const beside = body.filter(({ name, isList }) => !isList && !skipped.has(name));
  return unite(
    beside.flatMap((field) => split(field, "reply", [])),
    lists.flatMap(rowColumns),
  );
}

/**
 * Returns the rows of a plain reply that `columnsOf` describes: values of columns with `from: "row"` are in these, at
 * their `path`, and those with `from: "reply"` in the reply itself.
 *
 * @throws `InvalidOption` for a protocol without descriptions: import it from `@opend/futu/schema`
 */
export function rowsOf(protocol: DescribedPush & Paged, reply: unknown): unknown[] {
  checkDescribed("rowsOf", protocol);
  const { plain, described, paging } = protocol;
  const lists = rowLists(describedFields(plain.reply.shape, described.reply), paging?.fields);
  if (lists.length === 0) return [reply];
  return lists.flatMap(({ name }) => {
    const rows: unknown = Reflect.get(Object(reply), name);
    return Array.isArray(rows) ? rows : [];
  });
}

/** Returns the lists whose items are the rows. */
function rowLists(body: readonly DescribedField[], paging: PagingFields | undefined): DescribedField[] {
  if (paging) return body.filter(({ name }) => paging.rows.includes(name));
  const lists = body.filter(({ isList, content }) => isList && "shape" in content && !content.shape.isCode);
  return lists.length === 1 ? lists : [];
}

/** Returns the fields of the body that paging uses. */
function pagingFields(fields: PagingFields): (string | undefined)[] {
  return "nextKey" in fields ? [fields.nextKey, fields.more] : [fields.lastPage, fields.allCount];
}

function rowColumns(list: DescribedField): Column[] {
  return (
    fieldsWithin(list)?.flatMap((field) => split(field, "row", [])) ?? [columnOf({ ...list, isList: false }, "row", [])]
  );
}

/** Splits up a message into the columns of its fields. */
function split(field: DescribedField, from: Column["from"], above: readonly string[]): Column[] {
  const path = [...above, field.name];
  const within = field.isList ? undefined : fieldsWithin(field);
  return within?.flatMap((each) => split(each, from, path)) ?? [columnOf(field, from, path)];
}

/** Returns the fields of the message that a field holds. Undefined for a scalar and a code. */
function fieldsWithin({ content, texts }: DescribedField): DescribedField[] | undefined {
  return "shape" in content && texts.message ? describedFields(content.shape, texts.message) : undefined;
}

/** Joins the columns, each once. A column of the reply that has the name of one of the rows gets another name. */
function unite(reply: readonly Column[], rows: readonly Column[]): Column[] {
  const unique = new Map<string, Column>();
  for (const column of rows) unique.set(column.name, both(unique.get(column.name), column));
  const renamed = reply.map((column) =>
    unique.has(column.name) ? { ...column, name: `reply.${column.name}` } : column,
  );
  return [...renamed, ...unique.values()];
}

/** Joins a column that two lists have. It may be a bit different in each: midnight in New York, or in Hong Kong. */
function both(known: Column | undefined, column: Column): Column {
  if (known === undefined || known.description === column.description) return known ?? column;
  return { ...known, description: `${known.description} Or: ${column.description}` };
}
