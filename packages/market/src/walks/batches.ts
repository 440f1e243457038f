import type { Client, QueryOptions } from "@opend/core";
import {
  type BatchPage,
  FanOut,
  type FanOutOptions,
  type Page,
  type PageRules,
  type SecurityPlace,
  type SecurityStarts,
} from "@opend/pager";
import { checkPageOptions, toBatchWalks, toFanOutHost } from "@opend/pager/internal";

/**
 * How to ask about many securities, many in a request: the options of every walk over many. `pageSize` is the number of
 * securities in a request. Default: the most that the protocol takes; some quote rights allow fewer. `concurrency` is the
 * number of requests at a time.
 */
export type BatchOptions<Code extends string = string> = FanOutOptions<SecurityPlace<Code>>;

/** Rows of any number of securities, many in a request. `.pages()` delivers the rows of each request. */
export type Batches<Row, Code extends string = string> = FanOut<
  Row,
  Page<Row>,
  SecurityPlace<Code>,
  BatchPage<Row, Code>
>;

/**
 * Opens a walk over securities that are asked for many in a request.
 *
 * @param most how many securities a request can be about
 * @param ask asks about the securities of one request
 * @throws `InvalidCode`, `InvalidOption`, `InvalidPageSize`, `InvalidCursor`
 */
export function openBatches<Row extends { readonly code: string }, Code extends string>(
  client: Client,
  codes: Code | SecurityStarts<Code>,
  most: number,
  ask: (codes: readonly string[], how: QueryOptions) => Promise<readonly Row[]>,
  options?: BatchOptions<Code>,
): Batches<Row, Code> {
  const rules: PageRules = { pageSize: { min: 1, max: most }, isBounded: true, isCursor: () => false };
  const pageSize: number | undefined = Object(options).pageSize;
  checkPageOptions({ pageSize }, rules);
  const walks = toBatchWalks(typeof codes === "string" ? [codes] : codes, pageSize ?? most, ask);
  return new FanOut(walks, rules, toFanOutHost(client), options);
}
