import { connect } from "@opend/futu";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const rowsOfPage = 50;
const { url } = readSettings<{ readonly url: string }>();
const client = await connect({ url, limiter: false, env: {} });
await client.dailyShortVolume("HK.00700").page();
const idleRss = process.memoryUsage.rss();

await serveRounds(async (times) => {
  let rows = 0;
  let peakRss = 0;
  for await (const _ of client.dailyShortVolume("HK.00700", { limit: times })) {
    rows++;
    if (rows % rowsOfPage === 0) peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }
  return { check: rows, figures: { idleRss, rssGrowth: peakRss - idleRss } };
});
