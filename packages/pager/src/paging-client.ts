import { Client, type PagedProtocol } from "@opend/core";
import {
  type DailyShortVolumeOf,
  type DailyShortVolumePage,
  dailyShortVolume,
  dailyShortVolumes,
} from "./daily-short-volume.js";
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
   * (const row of client.dailyShortVolume("HK.00700"))`. `.pages()` returns whole pages, `.page()` a single one, and
   * `.toArray({ limit })` an array.
   *
   * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  dailyShortVolume<Code extends string>(
    code: Code,
    options?: PagerOptions,
  ): Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>>;
  /**
   * The daily short volume of many HK or US stocks or funds: `for await (const row of client.dailyShortVolume(codes))`.
   * A few walks run at a time (`concurrency`) and deliver a page each in turn. `.pages()` returns whole pages, each
   * with its `code`. With `onFailure: "skip"`, a security whose page cannot be fetched is skipped: see `.skipped`.
   *
   * @param codes codes, or codes with the cursors to resume from. An array is checked as a whole. Other iterables, also
   * asynchronous ones, are read as needed
   * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  dailyShortVolume<Code extends string>(
    codes: SecurityStarts<Code>,
    options?: FanOutOptions<SecurityPlace<Code>>,
  ): FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, SecurityPlace<Code>>;
  dailyShortVolume<Code extends string>(
    codes: Code | SecurityStarts<Code>,
    options?: PagerOptions & FanOutOptions<SecurityPlace<Code>>,
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
   * @param requests requests without the fields that paging fills in, or `{ request, cursor }` to resume. An array is
   * checked as a whole. Other iterables, also asynchronous ones, are read as needed
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
}
