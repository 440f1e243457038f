import { isOpendError, isPagerError, type QuotaWait } from "@opend/futu";
import { createCountingLimiter } from "./counting-limiter.js";
import { openRealClient, openSimulatedClients } from "./open-clients.js";
import { type Job, parseArguments, usage } from "./parse-arguments.js";
import { resumeCommand } from "./resume-command.js";
import { formatSummaries, type Summary, streamSecurity } from "./stream-security.js";

const print = (line: string) => console.log(line);

// `npm start | head` closes the output early, which is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

/** The program does not report shorter waits. */
const noticeableMs = 500;

/** The exit codes that a shell reports for a program that a signal ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

const interrupt = new AbortController();
let exitCode = 1;
let interruptedMs: number | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    exitCode = exitCodes[signal];
    interrupt.abort(new Error("interrupted"));
    // One Ctrl-C may arrive twice, from the terminal and from npm. A second one, pressed later, ends the program at once.
    if (interruptedMs !== undefined && performance.now() - interruptedMs > 1000) process.exit(exitCode);
    interruptedMs ??= performance.now();
  });
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message);
  process.exitCode = exitCode;
}

async function run(args: readonly string[]): Promise<void> {
  const job = parseArguments(args);
  if (job.kind === "help") {
    print(usage);
    return;
  }
  const limiter = createCountingLimiter();
  const { signal } = interrupt;
  const options = { limiter, onQuotaWait: tellWait, signal };
  const { since, until } = job;
  const codes = job.starts.map(({ code }) => code);
  const clients = await (job.kind === "real" ? openRealClient(job, options) : openSimulatedClients(codes, options));
  try {
    // Checks all codes and days first, so that a mistake in the last one does not show up after the rows of the others.
    for (const { code, cursor } of job.starts) {
      clients.clientFor(code).dailyShortVolume(code, { from: cursor, since, until });
    }
    for (const note of clients.notes) print(note);
    const summaries: Summary[] = [];
    for (const [index, start] of job.starts.entries()) {
      print("");
      const countRequests = () => limiter.requests;
      try {
        const client = clients.clientFor(start.code);
        const walk = { from: start.cursor, since, until, signal };
        summaries.push(await streamSecurity(client, start.code, { print, countRequests, ...walk }));
      } catch (error) {
        throw new Error(describeFailure(error, job, index), { cause: error });
      }
    }
    print("");
    print(formatSummaries(summaries));
    if (clients.isSimulated) print("All of this is simulated data.");
  } finally {
    await clients[Symbol.asyncDispose]();
  }
}

/** Describes in one line what went wrong, with the command that gets the rest. */
function describeFailure(error: unknown, job: Exclude<Job, { kind: "help" }>, index: number): string {
  const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  const { code, cursor: from } = job.starts[index] ?? { code: "", cursor: undefined };
  const others = job.starts.slice(index + 1);
  if (isPagerError(error, "PageFailed", "Aborted")) {
    // If the gateway refuses the place where this run began, it will refuse it again.
    const isRefused = isOpendError(error.cause, "GatewayError") && !error.cause.retryable;
    if (!isRefused || error.cursor !== from)
      return `${code}: ${reason}. Resume with: ${resumeCommand(job, [{ code, cursor: error.cursor }, ...others])}`;
  }
  return others.length === 0
    ? `${code}: ${reason}`
    : `${code}: ${reason}. For the others: ${resumeCommand(job, others)}`;
}

/** Tells the user why nothing arrives. */
function tellWait({ waitMs }: QuotaWait): void {
  if (waitMs < noticeableMs) return;
  console.error(`waiting ${Math.ceil(waitMs / 1000)} s for the gateway's frequency limit …`);
}
