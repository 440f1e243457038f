import { Client, type PagedProtocol, type RequestInput } from "@opend/core";
import {
  type DailyShortVolumeOf,
  type DailyShortVolumePage,
  dailyShortVolume,
  dailyShortVolumes,
} from "./daily-short-volume.js";
import type { FanOut, FanOutOptions, SecurityStarts } from "./fan-out.js";
import type { Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";
import { paginate, type ReplyPage } from "./paginate.js";

/** A client that walks pages. */
export class PagingClient extends Client {
  /**
   * The daily short volume of a HK or US stock or fund (protocol 3248), newest day first, over all pages:
   * `for await (const row of client.dailyShortVolume("HK.00700"))`. `.pages()` gives whole pages, `.page()` just one,
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
   * A few securities are walked at a time (`concurrency`) and give a page each in turn. `.pages()` gives whole pages, each
   * with its `code`.
   *
   * @param codes codes, or codes with the cursors to resume from. An array is checked as a whole; other iterables,
   * asynchronous ones too, are read as they are needed
   * @throws `InvalidCode`, `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  dailyShortVolume<Code extends string>(
    codes: SecurityStarts<Code>,
    options?: FanOutOptions,
  ): FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, Code>;
  dailyShortVolume<Code extends string>(
    codes: Code | SecurityStarts<Code>,
    options?: PagerOptions & FanOutOptions,
  ):
    | Pager<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>>
    | FanOut<DailyShortVolumeOf<Code>, DailyShortVolumePage<DailyShortVolumeOf<Code>>, Code> {
    return typeof codes === "string" ? dailyShortVolume(this, codes, options) : dailyShortVolumes(this, codes, options);
  }

  /**
   * All pages of any paged protocol: `client.paginate(Qot_GetShortInterest, { security: security("US.AAPL") })`.
   *
   * @param c2s the request without the fields that paging fills in
   * @throws `InvalidPageSize`, `InvalidCursor`, `InvalidOption`, before anything is sent
   */
  paginate<C2S, S2C, Row, Fields extends keyof C2S>(
    protocol: PagedProtocol<C2S, S2C, Row, Fields>,
    c2s: RequestInput<Omit<C2S, Fields>>,
    options?: PagerOptions,
  ): Pager<Row, ReplyPage<Row, S2C>> {
    return paginate(this, protocol, c2s, options);
  }
}
