import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { type Handler, handle } from "@opend/sim";
import { type RecordedPage, toBytes } from "../sides/harness/pages.ts";

/** As long as all keys, so that one can be written over another. */
const anyKey = "00000000";
const lastKey = "-1";

/**
 * Answers requests for daily short volume with recorded pages, again and again, whatever the security. Only the key of
 * the next page is written into them: to make a page anew would take longer than to read it.
 *
 * @param pageCount pages of each security; may be `Infinity`
 */
export function servePages(recorded: readonly RecordedPage[], pageCount: number): Handler {
  const { request, response } = Qot_GetDailyShortVolume;
  const bodies = recorded.map(({ reply }) => {
    const { s2c } = response.decode(toBytes(reply));
    const withKey = (nextKey: string) =>
      Buffer.from(response.encode({ retType: 0, s2c: { hkItemList: [], usItemList: [], ...s2c, nextKey } }));
    const bytes = withKey(anyKey);
    return { bytes, last: withKey(lastKey), keyAt: bytes.lastIndexOf(anyKey) };
  });

  function answer(page: number): Uint8Array {
    const body = bodies[page % bodies.length];
    if (body === undefined) throw new Error("no pages were recorded");
    if (page + 1 === pageCount) return body.last;
    const bytes = Buffer.from(body.bytes);
    bytes.write(String(page + 1).padStart(anyKey.length, "0"), body.keyAt, "latin1");
    return bytes;
  }

  const handler = handle(Qot_GetDailyShortVolume, () => {
    throw new Error("bytes are answered instead");
  });
  return {
    ...handler,
    read(body) {
      const { nextKey = anyKey } = request.decode(body).c2s ?? {};
      return { ...handler.read(body), answer: async () => answer(Number(nextKey)) };
    },
  };
}
