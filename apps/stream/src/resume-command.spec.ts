import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { type Job, parseArguments } from "./parse-arguments.js";
import { resumeCommand } from "./resume-command.js";

/** Returns the arguments after `npm start --`, as a shell splits them. */
function shellArguments(command: string): string[] {
  const words = execFileSync("sh", ["-c", command.replace("npm start --", "printf '%s\\n'")], { encoding: "utf8" });
  return words.trimEnd().split("\n");
}

const starts = [
  { code: "HK.00700", cursor: "1778169600" },
  { code: "HK.09988", cursor: undefined },
];

it("parses as the same job with the rest of the codes", () => {
  const jobs: Exclude<Job, { kind: "help" }>[] = [
    { kind: "simulated", starts },
    { kind: "real", brand: "futu", url: undefined, key: undefined, starts },
    { kind: "real", brand: "moomoo", url: "ws://127.0.0.1:33333/a?b=c&d", key: { file: "my key's file" }, starts },
    { kind: "real", brand: "futu", url: undefined, key: undefined, starts: [{ code: "HK.00700", cursor: "a b'c$d" }] },
  ];
  for (const job of jobs) expect(parseArguments(shellArguments(resumeCommand(job, job.starts)))).toEqual(job);
});

it("does not show the key", () => {
  const job: Job = { kind: "real", brand: "futu", url: undefined, key: { text: "a secret" }, starts };
  expect(resumeCommand(job, starts)).toBe("npm start -- --brand futu --key KEY HK.00700@1778169600 HK.09988");
});
