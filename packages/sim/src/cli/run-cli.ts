import { readFile } from "node:fs/promises";
import process from "node:process";
import { brands } from "../base/brands.js";
import type { Gateway } from "../gateway/gateway.js";
import { startGateway } from "../gateway/start-gateway.js";
import { helpText, planCli, UsageError } from "./cli-plan.js";

/** Runs the command until it is interrupted. Returns the exit code. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const interrupted = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const running: Gateway[] = [];
  try {
    const { help, rsaKeyFile, tlsFiles, gateways } = planCli(args, env);
    if (help) {
      console.log(helpText);
      return 0;
    }
    const rsaKey = rsaKeyFile === undefined ? undefined : await read("--rsa-key-file", rsaKeyFile);
    const tls = tlsFiles && {
      cert: await read("--tls-cert-file", tlsFiles.cert),
      key: await read("--tls-key-file", tlsFiles.key),
    };
    for (const options of gateways) running.push(await startGateway({ ...options, rsaKey, tls }));
    console.log("Simulated OpenD. All data is made up: nothing here comes from a market.");
    const nameWidth = Math.max(...Object.values(brands).map(({ displayName }) => displayName.length));
    for (const { brand, tcpUrl, wsUrl } of running) {
      console.log(`${brands[brand].displayName.padEnd(nameWidth)}  ${tcpUrl}  ${wsUrl}`);
    }
    const isKeyRequired = gateways.some(({ key }) => key !== undefined);
    console.log(`WebSocket key: ${isKeyRequired ? "required" : "not required"}. Ctrl-C stops.`);
    await interrupted;
    return 0;
  } catch (error) {
    console.error(`opend-sim: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await Promise.all(running.map((gateway) => gateway.close()));
  }
}

async function read(option: string, file: string): Promise<string> {
  return await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Error(`the file of ${option} cannot be read: ${file}`, { cause });
  });
}
