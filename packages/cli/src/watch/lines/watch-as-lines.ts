import { type FailedTopic, omittedFrom } from "@opend/core";
import { cleanText, escapeText } from "@opend/core/internal";
import { type FeedName, type FeedUpdate, followFeeds } from "../follow-feeds.js";
import type { WatchRun } from "../watch-run.js";
import { LineWriter } from "./line-writer.js";

/**
 * Writes each update as a line of JSON, no faster than they are read. Ends quietly when nobody reads any more.
 *
 * @throws the gateway's error when it refuses one of the codes as the command begins, so that a script learns of it
 */
export async function watchAsLines({ client, codes, views, stdout, stderr, signal }: WatchRun): Promise<void> {
  if (signal.aborted) return;
  const stop = new AbortController();
  const writer = new LineWriter(stdout, () => stop.abort());
  // A reader that is stuck does not keep Ctrl-C waiting.
  const abort = () => writer.end();
  signal.addEventListener("abort", abort, { once: true });
  const onRefused = (of: FeedName, refused: readonly FailedTopic[]) => {
    for (const { code, error } of refused)
      stderr.write(`${cleanText(`${code} has no ${of} from now on: ${error.message}`)}\n`);
  };
  const onUpdate = (update: FeedUpdate) => {
    const code = "code" in update ? update.code : "";
    for (const { path, value } of omittedFrom(update))
      stderr.write(`${cleanText(`${code}: ${path} is ${value}, which no number can hold exactly: left out`)}\n`);
    const line = JSON.stringify(toLine(update));
    return writer.write(stdout.isTTY ? escapeText(line) : line);
  };
  try {
    await followFeeds({ client, codes, views, signal: stop.signal, onUpdate, onRefused });
    writer.throwFailure();
  } finally {
    signal.removeEventListener("abort", abort);
    writer.release();
  }
}

/** An error has no JSON of its own that has its message. */
function toLine(update: FeedUpdate): object {
  if (update.kind !== "resumed") return update;
  const { kind, of, gapMs, refused } = update;
  const told = refused.map(({ code, error }) => ({ code, error: { code: error.code, message: error.message } }));
  return { kind, of, gapMs, refused: told };
}
