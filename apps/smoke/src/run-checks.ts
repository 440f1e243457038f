import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Runtime } from "@opend/test-kit/runtimes";
import type { Browser } from "playwright-core";
import { type CheckResult, type Gateways, gatewaysVariable } from "../checks/gateway-urls.js";
import { bundleWithEsbuild, refuseNode } from "./bundle-for-browser.js";
import { nameOf } from "./chromium/open-chromium.js";
import { runPage } from "./chromium/run-page.js";
import { type CommandResult, tryCommand } from "./run-command.js";
import { startGateways } from "./start-gateways.js";

/** The checks on one runtime. */
export interface CheckRun {
  /** The heading of its column. */
  readonly name: string;
  /** Whether the runtime has sockets. Without them, only WebSocket can be checked. */
  readonly hasSockets: boolean;
  readonly execute: (project: string, gateways: Gateways) => Promise<CommandResult>;
}

/** The outcome of the checks on one runtime. */
export interface CheckRunResult {
  readonly run: CheckRun;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}

const timeoutMs = 120_000;

/** Runs the checks in a process of a runtime, which must end by itself. */
export function checkRuntime({ name, command, args }: Runtime): CheckRun {
  return {
    name,
    hasSockets: true,
    async execute(project, gateways) {
      const env = { ...process.env, [gatewaysVariable]: JSON.stringify(gateways), NO_COLOR: "1" };
      return await tryCommand(command, [...args, "checks.mjs"], { cwd: project, env, timeoutMs });
    },
  };
}

/** Runs the checks in a browser, bundled and on a page. */
export function checkBrowser(browser: Browser): CheckRun {
  return {
    name: nameOf(browser),
    hasSockets: false,
    async execute(project, opendSmokeGateways) {
      const page = join(project, "page");
      mkdirSync(page);
      await bundleWithEsbuild(project, "browser-checks.mjs", "page/checks.mjs");
      refuseNode(page);
      const script = 'import "/checks.mjs"; document.title = "done";';
      writeFileSync(join(page, "index.html"), `<!doctype html><script type="module">${script}</script>`);
      return await runPage(browser, page, { opendSmokeGateways });
    },
  };
}

/** Runs the checks against new gateways. */
export async function runChecks(run: CheckRun, project: string): Promise<CheckRunResult> {
  const startMs = performance.now();
  const gateways = await startGateways();
  try {
    const { stdout, stderr, failure } = await run.execute(project, gateways.urls);
    const checks = stdout.split("\n").flatMap(parseResult);
    const ended = failure && `${failure} instead of by itself: ${stderr.trim()}`;
    const seconds = (performance.now() - startMs) / 1000;
    return { run, checks: [...checks, { name: "ends by itself", error: ended }], seconds };
  } finally {
    await gateways.close();
  }
}

function parseResult(line: string): CheckResult[] {
  return line.startsWith("{") ? [JSON.parse(line)] : [];
}
