import { corruptChecksum, dropConnection, type Fault, refuseRequests } from "@opend/sim";
import { describe, expect, it } from "vitest";
import { runSnippet } from "./run-snippet.js";
import { findSnippets, type Snippet } from "./snippets.js";
import { startStandIns } from "./stand-ins.js";

const badDays: readonly { readonly name: string; readonly faults: readonly Fault[] }[] = [
  { name: "every connection drops after three replies", faults: [dropConnection({ after: 3 })] },
  { name: "a reply is corrupt", faults: [corruptChecksum({ after: 2, times: 1 })] },
  { name: "a request is refused", faults: [refuseRequests({ after: 2, times: 1, retMsg: "not today" })] },
];

const whole = findSnippets().filter(({ run }) => run === "whole");
const endless = findSnippets().filter(({ run }) => run === "endless");

/** The rows and counts that a program printed. None may be missing when it exits with code 0. */
function resultsIn(stdout: string): string[] {
  const isResult = (line: string) => /\b20\d\d-\d\d-\d\d\b|^\d+$|^(?:HK|US)\.\S+ \d+$/.test(line);
  const withoutTimes = stdout.replaceAll(/ \d\d:\d\d:\d\d/g, "");
  return withoutTimes.split("\n").filter(isResult).toSorted();
}

async function resultsOfGoodDay(snippet: Snippet): Promise<string[]> {
  await using standIns = await startStandIns();
  return resultsIn((await runSnippet(snippet, standIns)).stdout);
}

describe.concurrent.each(whole)("$place, on a bad day", (snippet) => {
  it.each(badDays)("$name: it prints everything, or fails", async ({ faults }) => {
    await using standIns = await startStandIns(faults);
    const { exitCode, stdout, stderr } = await runSnippet(snippet, standIns);
    expect(exitCode, "it hangs").not.toBeNull();
    if (exitCode === 0) expect(resultsIn(stdout), stderr).toEqual(await resultsOfGoodDay(snippet));
    else expect(stderr).not.toBe("");
  });
});

describe.concurrent.each(endless)("$place, on a bad day", (snippet) => {
  it("continues after its connection was cut, and says so", async () => {
    await using standIns = await startStandIns();
    let printedBefore: string | undefined;
    const { exitCode, stderr } = await runSnippet(snippet, standIns, (stdout, errors) => {
      if (printedBefore === undefined) standIns.cut();
      printedBefore ??= stdout;
      return /connected to .* again/.test(errors) && stdout.length > printedBefore.length;
    });
    expect(exitCode, stderr).toBeUndefined();
  });
});
