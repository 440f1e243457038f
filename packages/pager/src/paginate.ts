import type { Client, PagedProtocol, RequestInput } from "@opend/core";
import { type Page, Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";

/** A page together with the whole body of the reply. */
export interface ReplyPage<Row, S2C> extends Page<Row> {
  /** The body of the reply. */
  readonly s2c: S2C;
}

/**
 * All pages of a paged protocol. Nothing is sent before the first row or page is wanted.
 *
 * @param c2s the request without the fields that paging fills in. It is not changed
 * @throws `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function paginate<C2S, S2C, Row, Fields extends keyof C2S>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Row, Fields>,
  c2s: RequestInput<Omit<C2S, Fields>>,
  options: PagerOptions = {},
): Pager<Row, ReplyPage<Row, S2C>> {
  const { paging } = protocol;
  const { pageSize = paging.pageSize?.max, timeoutMs } = options;
  return new Pager(
    async ({ cursor, isLaterPage, signal }) => {
      const request = paging.toRequest(c2s, cursor, pageSize);
      const s2c = await client.call(protocol, request, { timeoutMs, signal, isLaterPage });
      return { rows: paging.rows(s2c), cursor: paging.nextCursor(s2c, cursor), s2c };
    },
    paging,
    options,
  );
}
