import { isOpendError, type QuotaWait } from "@opend/futu";
import { createCountingLimiter } from "./counting-limiter.js";
import { openRealClient, openSimulatedClients } from "./open-clients.js";
import { parseArguments, usage } from "./parse-arguments.js";
import { formatSummaries, type Summary, streamSecurity } from "./stream-security.js";

const print = (line: string) => console.log(line);

// `npm start | head` ends the output early, which is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

/** A shorter wait is not worth a word. */
const noticeableMs = 500;

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort(new Error("interrupted")));

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<void> {
  const job = parseArguments(args);
  if (job.kind === "help") {
    print(usage);
    return;
  }
  const limiter = createCountingLimiter();
  const options = { limiter, onQuotaWait: tellWait, signal: interrupt.signal };
  const clients = await (job.kind === "real" ? openRealClient(job, options) : openSimulatedClients(job.codes, options));
  try {
    for (const note of clients.notes) print(note);
    const summaries: Summary[] = [];
    for (const code of job.codes) {
      print("");
      const from = job.kind === "real" ? job.from : undefined;
      const countRequests = () => limiter.requests;
      summaries.push(
        await streamSecurity(clients.clientFor(code), code, { print, countRequests, from, signal: interrupt.signal }),
      );
    }
    print("");
    print(formatSummaries(summaries));
    if (job.kind === "simulated") print("All of this is simulated data.");
  } finally {
    await clients[Symbol.asyncDispose]();
  }
}

/** A word for who would wonder why nothing comes. */
function tellWait({ waitMs }: QuotaWait): void {
  if (waitMs < noticeableMs) return;
  console.error(`waiting ${Math.ceil(waitMs / 1000)} s for the gateway's frequency limit …`);
}

/** One line: what went wrong, and where to go on. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cursor = isOpendError(error, "PageFailed", "Aborted") ? error.cursor : undefined;
  return `${message.split("\n")[0]}${cursor === undefined ? "" : `. Resume with --from ${cursor}`}`;
}
