import type { Client, PagedProtocol } from "@opend/core";
import { type Page, Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";

/**
 * Opens the walk over the pages of one request.
 *
 * @param toPage returns the rows of a reply, and what else a page has
 * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function openPager<
  C2S,
  S2C,
  Input,
  Row,
  PagedInput,
  PageRow,
  Rest extends { readonly rows: readonly PageRow[] },
>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  input: PagedInput,
  toPage: (s2c: S2C) => Rest & { readonly rows: readonly PageRow[] },
  options: PagerOptions = {},
): Pager<PageRow, Rest & Page<PageRow>> {
  const { paging } = protocol;
  const pager = new Pager(
    async ({ cursor, signal }) => {
      const { pageSize = paging.pageSize?.max, timeoutMs } = options;
      const request = paging.toRequest(input, cursor, pageSize);
      const s2c = await client.call(protocol, request, { timeoutMs, signal });
      return Object.assign({ cursor: paging.nextCursor(s2c, cursor) }, toPage(s2c));
    },
    paging,
    options,
  );
  // Encodes the first request, only to find out whether that works.
  const first = paging.toRequest(input, undefined, options.pageSize ?? paging.pageSize?.max);
  protocol.request.encode({ c2s: protocol.complete(first) });
  return pager;
}
