import { checkPage } from "../harness/check-page.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { url } = readSettings<{ readonly url: string }>();

await serveRounds(async () => {
  const before = process.memoryUsage.rss();
  const { connect } = await import("@opend/futu");
  const client = await connect({ url, env: {} });
  for await (const row of client.dailyShortVolume("HK.00700")) {
    const rss = process.memoryUsage.rss();
    return { check: checkPage([row.raw], undefined), figures: { rss, rssGrowth: rss - before } };
  }
  throw new Error("no rows arrived");
});
