import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import type { Handler } from "@opend/sim";
import { type RecordedPage, toBytes } from "../sides/harness/pages.ts";

const lastKey = "-1";

/**
 * Answers requests for daily short volume with recorded pages, over and over, for any security. It only writes the key of
 * the next page into them: making a new page would take longer than reading one.
 *
 * @param pageCount pages of each security. May be `Infinity`
 */
export function servePages(recorded: readonly RecordedPage[], pageCount: number): Handler {
  const { id, name, kind, rateLimit, request, response } = Qot_GetDailyShortVolume;
  const protocol = { id, name, kind, ...(rateLimit ? { rateLimit } : {}) };
  const bodies = recorded.map(({ reply }) => {
    const { s2c } = response.decode(toBytes(reply));
    const withKey = (nextKey: string) =>
      Buffer.from(response.encode({ retType: 0, s2c: { hkItemList: [], usItemList: [], ...s2c, nextKey } }));
    const bytes = withKey(toKey(0));
    return { bytes, last: withKey(lastKey), keyAt: bytes.lastIndexOf(toKey(0)) };
  });

  function pageAt(page: number): Uint8Array {
    const body = bodies[page % bodies.length];
    if (body === undefined) throw new Error("no pages were recorded");
    if (page + 1 === pageCount) return body.last;
    const bytes = Buffer.from(body.bytes);
    bytes.write(toKey(page + 1), body.keyAt, "latin1");
    return bytes;
  }

  const ready = Number.isFinite(pageCount) ? Array.from({ length: pageCount }, (_, page) => pageAt(page)) : [];
  return {
    protocol,
    read(body) {
      const page = Number(request.decode(body).c2s?.nextKey ?? 0);
      return { limited: { protocol }, answer: async () => ready[page] ?? pageAt(page) };
    },
    encodeRefusal: (retType, retMsg) => response.encode({ retType, retMsg }),
  };
}

/** The key of a page. All keys have the same length, so that one can overwrite another. */
function toKey(page: number): string {
  return String(page).padStart(8, "0");
}
