import { dropConnection, type Fault } from "@opend/sim";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { within } from "@opend/test-kit/within";
import { describe, expect, it } from "vitest";
import type { StreamReport, StreamSettings } from "../../peers/stream.js";
import { startTestGateway, targets, urlOf } from "../testing/targets.js";

const endMs = 3000;
const startAndEndMs = 10_000;
const key = "the key of this process";
const tradingDays = 230;

describe.each(targets)("a process that uses a client ends by itself: $name", ({ brand, transport }) => {
  const run = async (settings: Omit<StreamSettings, "brand" | "url" | "key">, faults?: readonly Fault[]) => {
    const gateway = await startTestGateway({ brand, key, tradingDays, faults });
    const url = urlOf(gateway, transport);
    const peer = forkPeer(new URL("../../peers/stream.ts", import.meta.url), {
      brand,
      url,
      key,
      ...settings,
    } satisfies StreamSettings);
    const report = await peer.next<StreamReport>();
    return { report, exit: await within(endMs, peer.exit) };
  };
  const inOrder = { code: 0, signal: null, stderr: "" };

  it("after connecting, streaming and closing", async () => {
    const { report, exit } = await run({ prefetch: 0, close: true });
    expect(report).toEqual({ rows: tradingDays });
    expect(exit).toEqual(inOrder);
  });

  it("after leaving a loop while a page was in flight", async () => {
    const { report, exit } = await run({ prefetch: 1, leaveAfter: 1, close: true });
    expect(report).toEqual({ rows: 1 });
    expect(exit).toEqual(inOrder);
  });

  it.each([0, 1] as const)("when the gateway cuts the connection of an open client (prefetch %d)", async (prefetch) => {
    // The client asks for the brand first. Then the gateway answers two pages.
    const { report, exit } = await run({ prefetch, close: false }, [dropConnection({ after: 3 })]);
    expect(report).toEqual({ rows: 100, failure: ["PageFailed", "ConnectionLost"] });
    expect(exit).toEqual(inOrder);
  });
});

describe.each(targets)("a process that cannot connect ends by itself: $name", ({ brand, transport }) => {
  it("with an uncaught error", async () => {
    const other = brand === "futu" ? "moomoo" : "futu";
    const gateway = await startTestGateway({ brand: other, key });
    const url = urlOf(gateway, transport);
    const settings: StreamSettings = { brand, url, key, prefetch: 0, close: true };
    const { code, stderr } = await within(
      startAndEndMs,
      forkPeer(new URL("../../peers/stream.ts", import.meta.url), settings).exit,
    );
    expect(code).toBe(1);
    expect(stderr).toContain("WrongGateway");
    expect(stderr).not.toContain(key);
  });
});
