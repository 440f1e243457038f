import { checkPage } from "../harness/check-page.js";
import { connectOfficial } from "../harness/connect-official.js";
import { firstPage } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { url } = readSettings<{ readonly url: string }>();

await serveRounds(async () => {
  const before = process.memoryUsage.rss();
  const client = await connectOfficial(url);
  const { s2c } = await client._sendCmd(3248, { c2s: firstPage }, "Qot_GetDailyShortVolume");
  const rss = process.memoryUsage.rss();
  return { check: checkPage(s2c.hkItemList.slice(0, 1), undefined), figures: { rss, rssGrowth: rss - before } };
});
