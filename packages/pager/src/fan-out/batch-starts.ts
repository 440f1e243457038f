import { marketOf, security } from "@opend/core";
import type { SecurityPlace } from "../errors/fan-out-place.js";
import { createPagerError } from "../errors/pager-error.js";
import { checkCount } from "../pages/pager-options.js";
import { type AskBatch, type BatchPage, BatchWalk, type RowOfSecurity } from "./batch-walk.js";
import { checkCodes, type SecurityStart, type SecurityStarts, toRecord } from "./security-starts.js";
import { readSource } from "./source-reader.js";
import type { PlaceRecord, WalkStart, WalkStarts } from "./walk.js";

/**
 * Creates the walks of securities that are asked for many in a request, each security once.
 *
 * @param size how many securities a request takes
 * @param ask asks about the securities of one request
 * @throws `InvalidCode`, `InvalidOption`, `InvalidCursor`
 */
export function toBatchWalks<Row extends RowOfSecurity, Code extends string>(
  codes: SecurityStarts<Code>,
  size: number,
  ask: AskBatch<Row>,
): WalkStarts<BatchPage<Row, Code>, SecurityPlace<Code>> {
  checkCodes(codes);
  const toWalk = (records: Batch<Code>): WalkStart<BatchPage<Row, Code>, SecurityPlace<Code>> => ({
    places: records,
    check: () => records.forEach(checkRecord),
    begin(each, skips) {
      records.forEach(checkRecord);
      return new BatchWalk(records, ask, each, skips);
    },
  });
  if (!Array.isArray(codes)) return () => readSource(inBatches(codes, size), toWalk);
  const list: readonly SecurityStart<Code>[] = codes;
  const records = [...new Map(list.map(toRecord).map((record) => [record.place.code, record])).values()];
  return Array.from({ length: Math.ceil(records.length / size) }, (_, index) =>
    toWalk(records.slice(index * size, (index + 1) * size)),
  );
}

type Batch<Code extends string> = readonly PlaceRecord<SecurityPlace<Code>>[];

async function* inBatches<Code extends string>(
  codes: SecurityStarts<Code>,
  size: number,
): AsyncGenerator<Batch<Code>, void, undefined> {
  const seen = new Set<string>();
  let batch: PlaceRecord<SecurityPlace<Code>>[] = [];
  for await (const start of codes) {
    const record = toRecord(start);
    if (seen.has(record.place.code)) continue;
    seen.add(record.place.code);
    // One that is wrong is wrong by itself.
    if (marketOf(record.place.code) === undefined) yield [record];
    else batch.push(record);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws `InvalidCode`, `InvalidCursor`, `InvalidOption` */
function checkRecord({ place, cursor, limit }: PlaceRecord<SecurityPlace>): void {
  security(place.code);
  if (limit !== undefined) checkCount("limit", limit);
  if (cursor === undefined) return;
  const message = `${JSON.stringify(cursor)} is not a cursor here: each of these securities has a single page`;
  throw createPagerError("InvalidCursor", message, { cursor: String(cursor) });
}
