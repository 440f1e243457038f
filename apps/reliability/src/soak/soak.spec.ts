import { forkPeer } from "@opend/test-kit/fork-peer";
import { expect, it } from "vitest";
import type { SoakReport, SoakSettings } from "../../peers/soak.js";

// The default is one minute.
const seconds = Number(process.env["OPEND_SOAK_SECONDS"] ?? 60);
const pushesPerSecond = 5000;
const mebibyte = 1024 * 1024;

it(`${seconds} s of ${pushesPerSecond} pushes a second, cut every second`, {
  timeout: (seconds + 60) * 1000,
}, async () => {
  const peer = forkPeer(
    new URL("../../peers/soak.ts", import.meta.url),
    { seconds, pushesPerSecond } satisfies SoakSettings,
    ["--expose-gc"],
  );
  const report = await peer.next<SoakReport>();
  const grownMiB = (report.heapAfterBytes - report.heapBeforeBytes) / mebibyte;
  console.log(JSON.stringify({ ...report, grownMiB: Number(grownMiB.toFixed(2)) }));

  // Pushes on a lost connection are lost. All others arrive. A subscription also pushes the newest value of each code.
  const firstPushes = 10 * report.connections;
  expect(report.sent).toBeGreaterThan(0.8 * seconds * pushesPerSecond);
  expect(report.received).toBeGreaterThan(0.9 * report.sent);
  expect(report.received).toBeLessThanOrEqual(report.sent + firstPushes);
  // Exactly: the slow stream has counted what it did not give.
  expect(report.takenSlowly + report.dropped).toBe(report.received);
  expect(report.dropped).toBeGreaterThan(0);
  expect(report.connections).toBeGreaterThan(0.8 * seconds);
  expect(grownMiB).toBeLessThan(5);
  expect(await peer.exit).toMatchObject({ code: 0 });
});
