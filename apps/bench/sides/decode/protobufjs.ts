import "../harness/protobufjs-with-long.js";
import { Qot_GetDailyShortVolume } from "../../src/gen/protobufjs/messages.js";
import { checkPage } from "../harness/check-page.js";
import { type RecordedPage, toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { reply } = readSettings<RecordedPage>();
// protobufjs reads a Buffer about twice as fast as a Uint8Array.
const bytes = Buffer.from(toBytes(reply));

await serveRounds((times) => {
  let page = Qot_GetDailyShortVolume.Response.decode(bytes).s2c;
  for (let n = 1; n < times; n++) page = Qot_GetDailyShortVolume.Response.decode(bytes).s2c;
  return { check: checkPage(page?.hkItemList ?? [], page?.nextKey) };
});
