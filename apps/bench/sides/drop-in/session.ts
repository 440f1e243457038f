import { checkPage } from "../harness/check-page.js";
import { connectOfficial, type OfficialModule } from "../harness/connect-official.js";
import { firstPage } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { url, module } = readSettings<{ readonly url: string; readonly module: OfficialModule }>();

await serveRounds(async () => {
  const before = process.memoryUsage.rss();
  const client = await connectOfficial(url, module);
  const { s2c } = await client._sendCmd(3248, { c2s: firstPage }, "Qot_GetDailyShortVolume");
  const rss = process.memoryUsage.rss();
  return { check: checkPage(s2c.hkItemList, undefined), figures: { rss, rssGrowth: rss - before } };
});
