import { forkPeer } from "@opend/test-kit/fork-peer";
import { expect, it } from "vitest";
import type { GatewaySettings, GatewayUrls } from "../../peers/gateway.js";
import type { MemoryReport, MemorySettings } from "../../peers/measure-memory.js";

const tradingDays = 200_000;
const mebibyte = 1024 * 1024;
const maxRssGrowth = 64 * mebibyte;
/** All rows together would take several times as much. */
const maxLiveGrowth = 8 * mebibyte;

it.each(["tcp", "websocket"] as const)("streams 200,000 rows over %s in little memory", async (transport) => {
  const urls = await forkPeer(new URL("../../peers/gateway.ts", import.meta.url), {
    tradingDays,
  } satisfies GatewaySettings).next<GatewayUrls>();
  const settings: MemorySettings = { url: urls[transport] ?? "" };
  const peer = forkPeer(new URL("../../peers/measure-memory.ts", import.meta.url), settings, ["--expose-gc"]);
  const { rows, idle, peak, end } = await peer.next<MemoryReport>();
  const show = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MiB`;
  console.log(
    `${rows} rows over ${transport}: RSS ${show(idle.rss)} idle, ${show(peak.rss)} at most, ${show(end.rss)} at the end; ` +
      `heap and external after collection ${show(idle.live)} idle, ${show(peak.live)} at most, ${show(end.live)} at the end`,
  );
  expect(rows).toBe(tradingDays);
  expect(peak.live - idle.live).toBeLessThan(maxLiveGrowth);
  expect(peak.rss - idle.rss).toBeLessThan(maxRssGrowth);
  expect(await peer.exit).toMatchObject({ code: 0, stderr: "" });
});
