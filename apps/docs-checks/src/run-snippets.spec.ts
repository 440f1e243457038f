import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSnippet } from "./run-snippet.js";
import { findSnippets, type Snippet } from "./snippets.js";
import { type StandIns, startStandIns } from "./stand-ins.js";

const snippets = findSnippets().filter(({ run }) => run !== "no-run");

describe.concurrent("TypeScript in the documents, against simulated gateways", () => {
  let standIns: StandIns;
  beforeAll(async () => {
    standIns = await startStandIns();
  });
  afterAll(() => standIns[Symbol.asyncDispose]());

  it.each(snippets)("runs, and prints what stands below it: $place", async (snippet) => {
    const { exitCode, stdout, stderr } = await runSnippet(snippet, standIns);
    expect(exitCode, stderr).toBe(snippet.run === "whole" ? 0 : undefined);
    if (prints(snippet)) expect(stdout).not.toBe("");
    if (snippet.output !== undefined) expect(stdout).toBe(snippet.output);
  });
});

/** Whether a block prints when it runs, not only in functions that it exports. */
function prints({ code }: Snippet): boolean {
  return /^(?! *\/\/).*console\.log/m.test(code) && !code.includes("export async function");
}
