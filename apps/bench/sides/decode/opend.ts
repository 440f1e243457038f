import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { checkPage } from "../harness/check-page.js";
import { type RecordedPage, toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { reply } = readSettings<RecordedPage>();
const bytes = toBytes(reply);

await serveRounds((times) => {
  let page = Qot_GetDailyShortVolume.response.decode(bytes).s2c;
  for (let n = 1; n < times; n++) page = Qot_GetDailyShortVolume.response.decode(bytes).s2c;
  return { check: checkPage(page?.hkItemList ?? [], page?.nextKey) };
});
