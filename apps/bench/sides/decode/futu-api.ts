import "futu-api";
import root from "futu-api/proto.js";
import { checkPage } from "../harness/check-page.js";
import { util } from "../harness/official.js";
import { type RecordedPage, toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { reply } = readSettings<RecordedPage>();
const { buffer } = toBytes(reply);

await serveRounds((times) => {
  let page = decode();
  for (let n = 1; n < times; n++) page = decode();
  return { check: checkPage(page.hkItemList, page.nextKey) };
});

/** What the official client does with the body of a reply. */
function decode() {
  return root.lookup("Qot_GetDailyShortVolume.Response").decode(util.newBuffer(buffer)).s2c;
}
