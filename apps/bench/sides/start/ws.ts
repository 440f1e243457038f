import { once } from "node:events";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { url } = readSettings<{ readonly url: string }>();

await serveRounds(async () => {
  const before = process.memoryUsage.rss();
  const { WebSocket } = await import("ws");
  await once(new WebSocket(url), "open");
  const rss = process.memoryUsage.rss();
  return { check: "open", figures: { rss, rssGrowth: rss - before } };
});
