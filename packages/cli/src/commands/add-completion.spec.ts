import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runOpend } from "../testing/run-opend.js";

// The completion library prints with `console.log`.
const printed = vi.spyOn(console, "log").mockImplementation(() => {});
afterEach(() => printed.mockClear());

describe("the completion", () => {
  it("names the periods of candles, which are no fixed choice", async () => {
    await runOpend(["complete", "--", "candles", "--period", ""]);
    expect(printed.mock.calls.join("\n")).toMatch(/^1min\t\n.*\nday\t\n.*^:4$/ms);
  });

  it("works in a bash without the package bash-completion", async () => {
    const { stdout } = await runOpend(["complete", "bash"]);
    const script = `${stdout}\n${printed.mock.calls.join("\n")}
      opend() { printf 'short-volume\\tx\\nshort-interest\\ty\\n:4\\n'; }
      compopt() { :; }
      COMP_WORDS=(opend sho) COMP_CWORD=1
      __opend_complete
      echo "\${COMPREPLY[@]}"`;
    const { stdout: words, stderr } = spawnSync("bash", ["--norc", "--noprofile"], { input: script, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(words).toBe("short-volume short-interest\n");
  });
});
