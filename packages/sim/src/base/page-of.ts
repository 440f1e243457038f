import type { MessageShape, PagedProtocol } from "@opend/core";
import type { Fields } from "./fields.js";
import { hashText } from "./hash.js";
import { refuse } from "./refuse.js";

/** How a protocol is paged, as far as its messages need it. */
export type Paging = Pick<PagedProtocol<Fields, Fields, Fields, Fields, Fields>["paging"], "fields" | "pageSize">;

/** The rows that a request asks for. */
export interface PageRange {
  /** Rows before the page. */
  readonly start: number;
  /** Rows up to the end of the page. */
  readonly end: number;
}

/** The page size when the request cannot set one, or sets none and no default is documented. */
const usualPageSize = 20;

/**
 * The part of `rows` rows that a request asks for.
 *
 * @throws {@link refuse} when the request's page size, offset or key is not valid
 */
export function pageRangeOf({ fields, pageSize }: Paging, c2s: Fields, seed: number, rows: number): PageRange {
  const size = sizeIn(c2s, fields.pageSize, pageSize);
  const start = "offset" in fields ? offsetIn(c2s, fields.offset) : keyIn(c2s, fields.key, seed, rows);
  return { start: Math.min(start, rows), end: Math.min(start + size, rows) };
}

/** The fields of a reply that describe the pages after this one. */
export function pageFieldsOf({ fields }: Paging, shape: MessageShape, seed: number, end: number, rows: number): Fields {
  const isLast = end >= rows;
  if ("offset" in fields) {
    const { lastPage, allCount } = fields;
    return {
      ...(lastPage === undefined ? {} : { [lastPage]: hasType(shape, lastPage, "bool") ? isLast : Number(isLast) }),
      ...(allCount === undefined ? {} : { [allCount]: rows }),
    };
  }
  const { nextKey, more, end: endKey } = fields;
  const text = isLast ? endKey : keyAt(seed, end);
  const key = text === undefined || !hasType(shape, nextKey, "bytes") ? text : new TextEncoder().encode(text);
  return { ...(more === undefined ? {} : { [more]: !isLast }), [nextKey]: key };
}

/** The names of the fields of a request or a reply that say which page it is. */
export function pageFieldNames({ fields }: Paging): readonly (string | undefined)[] {
  const { rows, pageSize } = fields;
  if ("offset" in fields) return [...rows, pageSize, fields.offset, fields.lastPage, fields.allCount];
  return [...rows, pageSize, fields.key, fields.nextKey, fields.more];
}

/** The key of the page that begins after `start` rows. Each seed, and so each request, has keys of its own. */
export function keyAt(seed: number, start: number): string {
  return `${start}.${hashText(`${seed} ${start}`).toString(36)}`;
}

function sizeIn(c2s: Fields, field: string | undefined, rule: Paging["pageSize"]): number {
  const { default: usual = usualPageSize, min = 1, max = Number.POSITIVE_INFINITY } = rule ?? {};
  const size = field === undefined ? undefined : c2s[field];
  if (typeof size !== "number") return usual;
  if (size >= min && size <= max) return size;
  refuse(`${field} is ${size}: it must be from ${min}${max === Number.POSITIVE_INFINITY ? "" : ` to ${max}`}`);
}

function offsetIn(c2s: Fields, field: string): number {
  const offset = c2s[field] ?? 0;
  return typeof offset === "number" && offset >= 0 ? offset : refuse(`${field} is ${offset}: it must be from 0`);
}

function keyIn(c2s: Fields, field: string, seed: number, rows: number): number {
  const key = c2s[field];
  if (key === undefined) return 0;
  const text = key instanceof Uint8Array ? new TextDecoder().decode(key) : String(key);
  const [start = ""] = text.split(".");
  const isGiven = /^[1-9]\d{0,9}$/.test(start) && Number(start) < rows && keyAt(seed, Number(start)) === text;
  return isGiven ? Number(start) : refuse(`${field} is not one that a page of this request has given`);
}

function hasType({ required = {}, optional = {} }: MessageShape, name: string, type: "bool" | "bytes"): boolean {
  return { ...required, ...optional }[name] === type;
}
