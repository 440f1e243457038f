import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Gateway } from "@opend/sim";
import type { Registry } from "../registry/start-registry.js";
import { runCommand } from "../run-command.js";
import { type Consumer, expectedOutput, type Project } from "./consumer.js";

/** The outcome of one run of a consumer. */
export interface ConsumerResult {
  readonly consumer: string;
  readonly run: string;
  /** Undefined if it printed the expected output. */
  readonly error: string | undefined;
}

/** The gateway of the consumers, and its key. */
export interface ConsumerGateway extends Pick<Gateway, "tcpUrl" | "wsUrl"> {
  readonly key: string;
}

/** Sets up a consumer in an empty folder, from the registry, and runs it against a gateway. */
export async function runConsumer(
  consumer: Consumer,
  registry: Registry,
  { tcpUrl, wsUrl = "", key }: ConsumerGateway,
): Promise<readonly ConsumerResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "opend-consumer-"));
  // Only the environment says where the gateway is.
  const env = { ...registry.env, FUTU_OPEND_URL: tcpUrl, NO_COLOR: "1" };
  const execute: Project["execute"] = ([command, ...args]) => runCommand(command, args, { cwd: folder, env });
  const results: ConsumerResult[] = [];
  try {
    registry.configure(folder);
    for (const [name, text] of Object.entries(consumer.files)) writeFileSync(join(folder, name), text);
    const setUp = await attempt(async () => {
      for (const command of consumer.setUp) await execute(command);
    });
    if (setUp !== undefined) return [{ consumer: consumer.name, run: "set up", error: setUp }];
    for (const { name, run } of consumer.runs) {
      const error = await attempt(async () => {
        const output = await run({ folder, gateway: { url: wsUrl, key }, execute });
        if (output.trim() !== expectedOutput) throw new Error(`printed ${JSON.stringify(output)}`);
      });
      results.push({ consumer: consumer.name, run: name, error });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

async function attempt(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
