import { createInterface } from "node:readline";

/** What this process is told, as JSON. */
const settingsVariable = "OPEND_BENCH_SETTINGS";

/** What a side tells of a round. */
export interface Round {
  readonly elapsedMs: number;
  /** Processor time of the whole process. */
  readonly cpuMs: number;
  /** What shows that the work was done: the same for all sides. */
  readonly check: unknown;
  /** What else the side has measured, by name. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** What came of the work of a round. */
export interface Work {
  readonly check: unknown;
  readonly figures?: Readonly<Record<string, number>>;
}

/** What this side was told. */
export function readSettings<Settings>(): Settings {
  // What a client prints is not for us.
  for (const method of ["debug", "log", "info", "warn"] as const) console[method] = () => {};
  return JSON.parse(process.env[settingsVariable] ?? "{}");
}

/**
 * Does a side's work as often as it is told on stdin, one number of times a line, and writes what each round took.
 *
 * @param work does it so many times
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
