import { PassThrough } from "node:stream";
import { type Client, type Clock, type ConnectOptions, systemClock } from "@opend/core";
import { connect } from "@opend/futu";
import { type Gateway, type GatewayOptions, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";
import { runWatch } from "../run-watch.js";
import type { WatchRun } from "../watch-run.js";
import { FakeTerminal } from "./fake-terminal.js";

/** Opens a simulated gateway that pushes only when it is told to, and a client of it. */
export async function open(options: Partial<GatewayOptions> = {}, connectOptions: ConnectOptions = {}) {
  const gateway = await startGateway({ brand: "futu", tradingDays: 30, pushIntervalMs: false, ...options });
  onTestFinished(() => gateway.close());
  const reconnect = { baseDelayMs: 1 };
  const client = await connect({ url: gateway.tcpUrl, env: {}, log: "off", reconnect, ...connectOptions });
  onTestFinished(() => client.close());
  return { gateway, client };
}

/** A watch on a fake terminal, and how to end it. */
export interface TerminalScene {
  readonly gateway: Gateway;
  readonly client: Client;
  readonly terminal: FakeTerminal;
  readonly stop: AbortController;
  /** Settles when the watch ends. */
  readonly done: Promise<void>;
}

/** What differs from one scene to another. */
export interface SceneOptions {
  readonly codes?: readonly string[];
  readonly views?: WatchRun["views"];
  readonly columns?: number;
  readonly rows?: number;
  readonly color?: boolean;
  readonly clock?: Clock;
  readonly gateway?: Partial<GatewayOptions>;
  readonly connect?: ConnectOptions;
}

/** Runs a watch on a fake terminal. */
export async function openTerminal(options: SceneOptions = {}): Promise<TerminalScene> {
  const { codes = ["HK.00700", "US.AAPL"], views = {}, columns = 80, rows = 24, color = false } = options;
  const { gateway, client } = await open(options.gateway, options.connect);
  const terminal = new FakeTerminal(columns, rows);
  const stop = new AbortController();
  const done = runWatch({
    client,
    codes,
    views,
    stdout: terminal,
    stderr: new PassThrough(),
    signal: stop.signal,
    isTerminal: true,
    columns: () => terminal.columns,
    rows: () => terminal.rows,
    color,
    clock: options.clock ?? systemClock,
  });
  // The spec looks at it later.
  done.catch(() => {});
  onTestFinished(() => stop.abort());
  return { gateway, client, terminal, stop, done };
}
