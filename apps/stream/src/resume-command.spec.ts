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
const allDays = { since: undefined, until: undefined };

it("parses as the same job with the rest of the codes", () => {
  const futu = { kind: "real", brand: "futu", url: undefined, key: undefined } as const;
  const [url, key] = ["ws://127.0.0.1:33333/a?b=c&d", { file: "my key's file" }];
  const moomoo = { kind: "real", brand: "moomoo", url, key } as const;
  const jobs: Exclude<Job, { kind: "help" }>[] = [
    { kind: "simulated", starts, ...allDays },
    { kind: "simulated", starts, since: "2026-01-01", until: undefined },
    { kind: "simulated", starts, since: undefined, until: "2026-05-08" },
    { ...futu, starts, ...allDays },
    { ...moomoo, starts, since: "2026-01-01", until: "2026-05-08" },
    { ...futu, starts: [{ code: "HK.00700", cursor: "a b'c$d" }], ...allDays },
  ];
  for (const job of jobs) expect(parseArguments(shellArguments(resumeCommand(job, job.starts)))).toEqual(job);
});

it("does not show the key", () => {
  const job: Job = { kind: "real", brand: "futu", url: undefined, key: { text: "a secret" }, starts, ...allDays };
  expect(resumeCommand(job, starts)).toBe("npm start -- --brand futu --key KEY HK.00700@1778169600 HK.09988");
});
