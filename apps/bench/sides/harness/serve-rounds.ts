import { createInterface } from "node:readline";

/** The environment variable that holds this process's settings, as JSON. */
const settingsVariable = "OPEND_BENCH_SETTINGS";

/** What a side reports about a round. */
export interface Round {
  readonly elapsedMs: number;
  /** Processor time of the whole process. */
  readonly cpuMs: number;
  /** Proves that the work was done. The same for all sides. */
  readonly check: unknown;
  /** Other measurements of the side, by name. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** The outcome of a round's work. */
export interface Work {
  readonly check: unknown;
  readonly figures?: Readonly<Record<string, number>>;
}

/** Reads the settings of this side. */
export function readSettings<Settings>(): Settings {
  // The output of a client would mix with ours.
  for (const method of ["debug", "log", "info", "warn"] as const) console[method] = () => {};
  return JSON.parse(process.env[settingsVariable] ?? "{}");
}

/**
 * Runs rounds of a side's work and reports each. Each line on stdin starts a round and says how often to do the work.
 *
 * @param work does the work the given number of times
 */
export async function serveRounds(work: (times: number) => Work | Promise<Work>): Promise<never> {
  write({ isReady: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const cpu = process.cpuUsage();
    const startMs = performance.now();
    const done = await work(Number(line));
    const elapsedMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(cpu);
    write({ elapsedMs, cpuMs: (user + system) / 1000, ...done } satisfies Round);
  }
  process.exit(0);
}

function write(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
