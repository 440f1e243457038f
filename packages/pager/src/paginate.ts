import type { Client, PagedProtocol } from "@opend/core";
import type { RequestPlace } from "./errors/fan-out-place.js";
import { FanOut } from "./fan-out/fan-out.js";
import { toFanOutHost } from "./fan-out/fan-out-host.js";
import type { FanOutOptions } from "./fan-out/fan-out-options.js";
import { oneOrMany } from "./fan-out/one-or-many.js";
import { type RequestStarts, toRequestWalks } from "./fan-out/request-starts.js";
import { checkPaged, checkRequest } from "./pages/check-paged.js";
import { openPager } from "./pages/open-pager.js";
import type { Page, Pager } from "./pages/pager.js";
import type { PagerOptions } from "./pages/pager-options.js";

/** A page with the whole body of the reply. */
export interface ReplyPage<Row, S2C> extends Page<Row> {
  /** The body of the reply. */
  readonly s2c: S2C;
}

/**
 * All pages of a paged protocol for many requests. A few walks run at a time and deliver a page each in turn. Nothing
 * is sent before you ask for the first row or page.
 *
 * @param requests requests without the fields that paging fills in, or `{ request, cursor, limit }` to resume. An array
 * is checked as a whole. Other iterables, also asynchronous ones, are read as needed
 * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function paginate<C2S, S2C, Input, Row, PagedInput extends object>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  requests: RequestStarts<NoInfer<PagedInput>>,
  options?: FanOutOptions<RequestPlace<PagedInput>>,
): FanOut<Row, ReplyPage<Row, S2C>, RequestPlace<PagedInput>>;
/**
 * All pages of a paged protocol. Nothing is sent before you ask for the first row or page.
 *
 * @param request the request without the fields that paging fills in. It is not modified
 * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function paginate<C2S, S2C, Input, Row, PagedInput extends object>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  request: NoInfer<PagedInput>,
  options?: PagerOptions,
): Pager<Row, ReplyPage<Row, S2C>>;
export function paginate<C2S, S2C, Input, Row, PagedInput extends object>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  asked: PagedInput | RequestStarts<PagedInput>,
  options?: PagerOptions & FanOutOptions<RequestPlace<PagedInput>>,
): Pager<Row, ReplyPage<Row, S2C>> | FanOut<Row, ReplyPage<Row, S2C>, RequestPlace<PagedInput>> {
  checkPaged(protocol);
  const { paging } = protocol;
  const one = (request: PagedInput, each?: PagerOptions) => {
    checkRequest(protocol, request);
    return openPager(client, protocol, request, (s2c) => ({ rows: paging.rows(s2c), s2c }), each);
  };
  const many = (requests: RequestStarts<PagedInput>) =>
    new FanOut<Row, ReplyPage<Row, S2C>, RequestPlace<PagedInput>>(
      toRequestWalks(requests, one),
      paging,
      toFanOutHost(client),
      options,
    );
  return oneOrMany(asked, (request) => one(request, options), many);
}
