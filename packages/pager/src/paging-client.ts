import { Client, type PagedProtocol } from "@opend/core";
import type { PlainPaged } from "@opend/core/plain";
import { askPages, type PlainPage } from "./ask-pages.js";
import {
  type DailyShortVolumeOf,
  type DailyShortVolumeOptions,
  type DailyShortVolumePage,
  type DailyShortVolumesOptions,
  dailyShortVolume,
  dailyShortVolumes,
} from "./daily-short-volume/daily-short-volume.js";
import type { RequestPlace, SecurityPlace } from "./errors/fan-out-place.js";
import type { FanOut } from "./fan-out/fan-out.js";
import type { FanOutOptions } from "./fan-out/fan-out-options.js";
import type { RequestStarts } from "./fan-out/request-starts.js";
import type { SecurityStarts } from "./fan-out/security-starts.js";
import type { Pager } from "./pages/pager.js";
import type { PagerOptions } from "./pages/pager-options.js";
import { paginate, type ReplyPage } from "./paginate.js";

/** A client with methods that walk pages. */
export class PagingClient extends Client {
  /**
   * The daily short volume of a HK or US stock or fund (protocol 3248), newest day first, over all pages: `for await
   * (const row of client.dailyShortVolume("HK.00700", { since: "2026-01-01" }))`. `.pages()` returns whole pages, `.page()`
   * a single one, and `.toArray({ limit })` an array.
   *
   * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  dailyShortVolume<Code extends string>(
    code: Code,
    options?: DailyShortVolumeOptions,
  ): Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>>;
  /**
   * The daily short volume of many HK or US stocks or funds: `for await (const row of client.dailyShortVolume(codes))`.
   * A few walks run at a time (`concurrency`) and deliver a page each in turn. `.pages()` returns whole pages, each
   * with its `code`. With `onFailure: "skip"`, a security whose page cannot be fetched is skipped: see `.skipped`.
   *
   * @param codes codes, or codes with the places to resume from: `{ code, cursor, limit }`. An array is checked as a
   * whole. Other iterables, also asynchronous ones, are read as needed
   * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  dailyShortVolume<Code extends string>(
    codes: SecurityStarts<Code>,
    options?: DailyShortVolumesOptions<Code>,
  ): FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, SecurityPlace<Code>>;
  dailyShortVolume<Code extends string>(
    codes: Code | SecurityStarts<Code>,
    options?: DailyShortVolumeOptions & DailyShortVolumesOptions<Code>,
  ):
    | Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>>
    | FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, SecurityPlace<Code>> {
    return typeof codes === "string" ? dailyShortVolume(this, codes, options) : dailyShortVolumes(this, codes, options);
  }

  /**
   * All pages of any paged protocol for many requests: `client.paginate(Qot_GetShortInterest, [request1, request2])`. A
   * few walks run at a time (`concurrency`) and deliver a page each in turn. `.pages()` returns whole pages, each with
   * its `request` and `requestIndex`. With `onFailure: "skip"`, a request whose page cannot be fetched is skipped: see
   * `.skipped`.
   *
   * @param requests requests without the fields that paging fills in, or `{ request, cursor, limit }` to resume. An
   * array is checked as a whole. Other iterables, also asynchronous ones, are read as needed
   * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  paginate<C2S, S2C, Input, Row, PagedInput extends object>(
    protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
    requests: RequestStarts<NoInfer<PagedInput>>,
    options?: FanOutOptions<RequestPlace<PagedInput>>,
  ): FanOut<Row, ReplyPage<Row, S2C>, RequestPlace<PagedInput>>;
  /**
   * Returns all pages of any paged protocol: `client.paginate(Qot_GetShortInterest, { security: security("US.AAPL")
   * })`.
   *
   * @param request the request without the fields that paging fills in
   * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  paginate<C2S, S2C, Input, Row, PagedInput extends object>(
    protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
    request: NoInfer<PagedInput>,
    options?: PagerOptions,
  ): Pager<Row, ReplyPage<Row, S2C>>;
  paginate<C2S, S2C, Input, Row, PagedInput extends object>(
    protocol: PagedProtocol<C2S, S2C, Input, Row, PagedInput>,
    asked: PagedInput & RequestStarts<PagedInput>,
    options?: PagerOptions & FanOutOptions<RequestPlace<PagedInput>>,
  ): Pager<Row, ReplyPage<Row, S2C>> | FanOut<Row, ReplyPage<Row, S2C>, RequestPlace<PagedInput>> {
    return paginate(this, protocol, asked, options);
  }

  /**
   * All pages of any paged protocol for many requests, in plain form. See `paginate` and `ask`.
   *
   * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
    protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
      PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
    requests: RequestStarts<NoInfer<PagedRequest>>,
    options?: FanOutOptions<RequestPlace<PagedRequest>>,
  ): FanOut<Row, PlainPage<Row, Reply>, RequestPlace<PagedRequest>>;
  /**
   * All pages of any paged protocol in plain form: `for await (const candle of client.askPages(Qot_RequestHistoryKL,
   * { security: "HK.00700", klType: "Day", … }))`. Import the protocol from `@opend/futu/plain` or
   * `@opend/moomoo/plain`.
   *
   * @param request the request without the fields that paging fills in
   * @throws `InvalidMessage`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
    protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
      PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
    request: NoInfer<PagedRequest>,
    options?: PagerOptions,
  ): Pager<Row, PlainPage<Row, Reply>>;
  askPages<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
    protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
      PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
    asked: PagedRequest & RequestStarts<PagedRequest>,
    options?: PagerOptions & FanOutOptions<RequestPlace<PagedRequest>>,
  ): Pager<Row, PlainPage<Row, Reply>> | FanOut<Row, PlainPage<Row, Reply>, RequestPlace<PagedRequest>> {
    return askPages(this, protocol, asked, options);
  }
}
