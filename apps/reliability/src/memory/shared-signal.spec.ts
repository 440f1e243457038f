import { forkPeer } from "@opend/test-kit/fork-peer";
import { expect, it } from "vitest";
import { startTestGateway } from "../testing/targets.js";

const requests = 20_000;
/** `AbortSignal.any` keeps about 60 bytes of each request on Node 20: more than a megabyte here. */
const maxGrowth = 600_000;

it("many requests with one long-lived signal leave nothing behind and print no warning on the machine's Node", async () => {
  const free = await startTestGateway({ brand: "futu", rateLimit: false });
  const limited = await startTestGateway({ brand: "futu" });
  const settings = { url: free.tcpUrl, limitedUrl: limited.tcpUrl, requests };
  const execPath = process.env["OPEND_MACHINE_NODE"] ?? process.execPath;
  const peer = forkPeer(
    new URL("../../peers/share-a-signal.mjs", import.meta.url),
    settings,
    ["--expose-gc"],
    execPath,
  );
  const { growth, node } = await peer.next<{ growth: number; node: string }>();
  console.log(`${node}: heap grew by ${growth} bytes over ${2 * requests} requests`);
  expect(growth).toBeLessThan(maxGrowth);
  expect(await peer.exit).toMatchObject({ code: 0, stderr: "" });
});
