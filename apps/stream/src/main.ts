import { isOpendError, isPagerError, type QuotaWait } from "@opend/futu";
import { createCountingLimiter } from "./counting-limiter.js";
import { openRealClient, openSimulatedClients } from "./open-clients.js";
import { type Job, parseArguments, usage } from "./parse-arguments.js";
import { resumeCommand } from "./resume-command.js";
import { formatSummaries, type Summary, streamSecurity } from "./stream-security.js";

const print = (line: string) => console.log(line);

// `npm start | head` ends the output early, which is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

/** A shorter wait is not worth a word. */
const noticeableMs = 500;

/** What a shell reports for a program that a signal has ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

const interrupt = new AbortController();
let exitCode = 1;
let interruptedMs: number | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    exitCode = exitCodes[signal];
    interrupt.abort(new Error("interrupted"));
    // Ctrl-C may arrive twice, from the terminal and from npm. Pressed again, it does not wait for anything.
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
  const codes = job.starts.map(({ code }) => code);
  const clients = await (job.kind === "real" ? openRealClient(job, options) : openSimulatedClients(codes, options));
  try {
    // A mistake in the last code should not show after the rows of the first.
    for (const { code, cursor } of job.starts) clients.clientFor(code).dailyShortVolume(code, { from: cursor });
    for (const note of clients.notes) print(note);
    const summaries: Summary[] = [];
    for (const [index, start] of job.starts.entries()) {
      print("");
      const countRequests = () => limiter.requests;
      try {
        const client = clients.clientFor(start.code);
        summaries.push(await streamSecurity(client, start.code, { print, countRequests, from: start.cursor, signal }));
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

/** One line: what went wrong, and the command that gets the rest. */
function describeFailure(error: unknown, job: Exclude<Job, { kind: "help" }>, index: number): string {
  const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  const { code, cursor: from } = job.starts[index] ?? { code: "", cursor: undefined };
  const others = job.starts.slice(index + 1);
  if (isPagerError(error, "PageFailed", "Aborted")) {
    // What a gateway refuses at the very place where this run began, it will refuse again.
    const isRefused = isOpendError(error.cause, "GatewayError") && !error.cause.retryable;
    if (!isRefused || error.cursor !== from)
      return `${code}: ${reason}. Resume with: ${resumeCommand(job, [{ code, cursor: error.cursor }, ...others])}`;
  }
  return others.length === 0
    ? `${code}: ${reason}`
    : `${code}: ${reason}. For the others: ${resumeCommand(job, others)}`;
}

/** A word for who would wonder why nothing comes. */
function tellWait({ waitMs }: QuotaWait): void {
  if (waitMs < noticeableMs) return;
  console.error(`waiting ${Math.ceil(waitMs / 1000)} s for the gateway's frequency limit …`);
}
