import type { Client, PagedProtocol } from "@opend/core";
import { checkPlain, readPlain, telemetryOf } from "@opend/core/internal";
import type { PlainPaged } from "@opend/core/plain";
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

/**
 * A page of plain rows, with the whole plain reply. `omittedFrom(page.reply)` has what is left out of it, such as a quantity
 * beyond 2^53.
 */
export interface PlainPage<Row, Reply> extends Page<Row> {
  /** The reply. */
  readonly reply: Reply;
}

/**
 * All pages of a paged protocol in plain form, for many requests: `paginate` for plain values.
 *
 * @param requests requests without the fields that paging fills in, or `{ request, cursor, limit }` to resume. An array
 * is checked as a whole. Other iterables, also asynchronous ones, are read as needed
 * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
    PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
  requests: RequestStarts<NoInfer<PagedRequest>>,
  options?: FanOutOptions<RequestPlace<PagedRequest>>,
): FanOut<Row, PlainPage<Row, Reply>, RequestPlace<PagedRequest>>;
/**
 * All pages of a paged protocol in plain form: `paginate` for plain values.
 *
 * @param request the request without the fields that paging fills in. It is not modified
 * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`
 */
export function askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
    PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
  request: NoInfer<PagedRequest>,
  options?: PagerOptions,
): Pager<Row, PlainPage<Row, Reply>>;
export function askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
    PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
  asked: PagedRequest | RequestStarts<PagedRequest>,
  options?: PagerOptions & FanOutOptions<RequestPlace<PagedRequest>>,
): Pager<Row, PlainPage<Row, Reply>> | FanOut<Row, PlainPage<Row, Reply>, RequestPlace<PagedRequest>> {
  checkPaged(protocol);
  checkPlain(protocol);
  const { paging, plain } = protocol;
  const one = (request: PagedRequest, each?: PagerOptions) => {
    checkRequest(protocol, request);
    const pageSize = each?.pageSize ?? paging.pageSize?.max;
    const input = plain.request.fromPlain(plain.firstPage(request, pageSize));
    const toPage = (s2c: S2C) => {
      const reply = readPlain(telemetryOf(client), protocol, s2c, input);
      return { rows: plain.rows(reply), reply };
    };
    return openPager(client, protocol, input, toPage, each);
  };
  const many = (requests: RequestStarts<PagedRequest>) =>
    new FanOut<Row, PlainPage<Row, Reply>, RequestPlace<PagedRequest>>(
      toRequestWalks(requests, one),
      paging,
      toFanOutHost(client),
      options,
    );
  return oneOrMany(asked, (request) => one(request, options), many);
}
