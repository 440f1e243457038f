import type { Client, PagedProtocol } from "@opend/core";
import { createError } from "@opend/core/internal";
import type { RequestPlace } from "./errors/fan-out-place.js";
import { FanOut } from "./fan-out/fan-out.js";
import { toFanOutHost } from "./fan-out/fan-out-host.js";
import type { FanOutOptions } from "./fan-out/fan-out-options.js";
import { type RequestStarts, toRequestWalks } from "./fan-out/request-starts.js";
import { isIterable } from "./fan-out/source-reader.js";
import { type Page, Pager } from "./pages/pager.js";
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
 * @param requests requests without the fields that paging fills in, or `{ request, cursor }` to resume. An array is
 * checked as a whole. Other iterables, also asynchronous ones, are read as needed
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
  const one = (request: PagedInput, each?: PagerOptions) => paginateOne(client, protocol, request, each);
  const many = (requests: RequestStarts<PagedInput>) =>
    new FanOut(toRequestWalks(requests, one), protocol.paging, toFanOutHost(client), options);
  return oneOrMany(asked, (request) => one(request, options), many);
}

/** Generic, since the compiler cannot tell a request of an unknown protocol from a list. */
function oneOrMany<Request, One, Many>(
  asked: Request | RequestStarts<Request>,
  one: (request: Request) => One,
  many: (requests: RequestStarts<Request>) => Many,
): One | Many {
  return isMany(asked) ? many(asked) : one(asked);
}

function paginateOne<C2S, S2C, Input, Row, PagedInput extends object>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  c2s: PagedInput,
  options: PagerOptions = {},
): Pager<Row, ReplyPage<Row, S2C>> {
  const { paging } = protocol;
  const pager = new Pager(
    async ({ cursor, signal }) => {
      const { pageSize = paging.pageSize?.max, timeoutMs } = options;
      const request = paging.toRequest(c2s, cursor, pageSize);
      const s2c = await client.call(protocol, request, { timeoutMs, signal });
      return { rows: paging.rows(s2c), cursor: paging.nextCursor(s2c, cursor), s2c };
    },
    paging,
    options,
  );
  checkRequest(protocol, c2s, options.pageSize ?? paging.pageSize?.max);
  return pager;
}

/** Encodes the first request, only to find out whether that works. */
function checkRequest<C2S, S2C, Input, Row, PagedInput extends object>(
  protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
  c2s: PagedInput,
  pageSize: number | undefined,
): void {
  if (typeof c2s !== "object" || c2s === null) {
    const message = `${protocol.name} takes an object, such as { security: security("HK.00700") }, or a list of them, not ${String(c2s)}`;
    throw createError("InvalidOption", message, { option: "c2s" });
  }
  protocol.request.encode({ c2s: protocol.complete(protocol.paging.toRequest(c2s, undefined, pageSize)) });
}

/** @throws `InvalidOption` when it is no paged protocol, whatever the types say */
function checkPaged(protocol: { readonly name: string; readonly paging: unknown } | undefined): void {
  if (typeof protocol !== "object" || protocol === null || typeof protocol.name !== "string") {
    const message = `paginate takes a protocol, such as Qot_RequestHistoryKL, not ${String(protocol)}`;
    throw createError("InvalidOption", message, { option: "protocol" });
  }
  if (protocol.paging !== undefined) return;
  const message = `${protocol.name} has no pages, only one reply: use client.call(${protocol.name}, …)`;
  throw createError("InvalidOption", message, { option: "protocol" });
}

function isMany<Request>(asked: Request | RequestStarts<Request>): asked is RequestStarts<Request> {
  return isIterable(asked);
}
