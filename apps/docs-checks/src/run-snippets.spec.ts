import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSnippet } from "./run-snippet.js";
import { findSnippets, type Snippet } from "./snippets.js";
import { type StandIns, startStandIns } from "./stand-ins.js";

const snippets = findSnippets().filter(({ run }) => run !== "no-run");

describe.concurrent("TypeScript in the documents, against simulated gateways", () => {
  let shared: StandIns;
  beforeAll(async () => {
    shared = await startStandIns();
  });
  afterAll(() => shared[Symbol.asyncDispose]());

  it.each(snippets.filter(({ output }) => output === undefined))("runs: $place", async (snippet) => {
    const { exitCode, stdout, stderr } = await runSnippet(snippet, shared);
    expect(exitCode, stderr).toBe(snippet.run === "whole" ? 0 : undefined);
    if (prints(snippet)) expect(stdout).not.toBe("");
  });

  // At gateways of its own: the orders and subscriptions of other blocks would change what it prints.
  it.each(snippets.filter(({ output }) => output !== undefined))(
    "prints what stands below it: $place",
    async (snippet) => {
      await using own = await startStandIns();
      const { exitCode, stdout, stderr } = await runSnippet(snippet, own);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toBe(snippet.output);
    },
  );
});

/** Whether a block prints when it runs, not only in functions that it exports. */
function prints({ code }: Snippet): boolean {
  return /^(?! *\/\/).*console\.log/m.test(code) && !code.includes("export async function");
}
