import { checkPage } from "../harness/check-page.js";
import { firstPage } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { port } = readSettings<{ readonly port: number }>();

await serveRounds(async () => {
  const before = process.memoryUsage.rss();
  // It takes the runtime's own, and Node 20 has none.
  if (!("WebSocket" in globalThis)) Reflect.set(globalThis, "WebSocket", (await import("ws")).WebSocket);
  const { default: OfficialClient } = await import("futu-api");
  const client = new OfficialClient();
  await new Promise<void>((resolve, reject) => {
    client.onlogin = (isIn, detail) => (isIn ? resolve() : reject(new Error(String(detail))));
    client.start("127.0.0.1", port, false, "");
  });
  const { s2c } = await client._sendCmd(3248, { c2s: firstPage }, "Qot_GetDailyShortVolume");
  const rss = process.memoryUsage.rss();
  return { check: checkPage(s2c.hkItemList.slice(0, 1), undefined), figures: { rss, rssGrowth: rss - before } };
});
