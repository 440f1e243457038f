import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startGateway } from "@opend/sim";
import type { Benchmark } from "../benchmark.ts";
import { median } from "../rounds/median.ts";

/** What a script pays for asking. */
const goal = { unit: "×", bound: { atMost: 1.3 } } as const;

export const commandLine: Benchmark = {
  name: "command-line",
  title: "the command `opend`, cold process",
  about: `Each round starts new processes, one after the other. The time runs from before the start of the process. *node -e 0*
is the bare runtime, which does nothing. \`opend --version\` runs until the process has ended, and \`opend short-volume
HK.00700 --limit 50\` until its first row is on stdout, connecting over TCP included.`,
  tried: `\`--version\` and the other commands share a first module that loads nothing of Node's own but the file system.
A command loads what it needs when it is chosen. Node 22.8 and later also keep the compiled code from one run to the
next, which Node 20 cannot.`,
  onEveryRuntime: false,
  async measure({ command, args }, { rounds }) {
    await using gateway = await startGateway({ brand: "futu", rateLimit: false, pushIntervalMs: false });
    const opend = [...args, findProgram()];
    const walk = [...opend, "short-volume", "HK.00700", "--limit", "50", "--url", gateway.tcpUrl ?? ""];
    const taken: { readonly bareMs: number; readonly versionMs: number; readonly rowMs: number }[] = [];
    // An unmeasured round first, so that no measured one reads files from disk for the first time.
    for (let n = -1; n < Math.ceil(rounds / 2); n++) {
      const round = {
        bareMs: await timeProgram(command, ["-e", "0"], "end"),
        versionMs: await timeProgram(command, [...opend, "--version"], "end"),
        rowMs: await timeProgram(command, walk, "HK.00700"),
      };
      if (n >= 0) taken.push(round);
    }
    const bare = { side: "node -e 0", value: median(taken.map(({ bareMs }) => bareMs)) };
    const version = { side: "opend --version", value: median(taken.map(({ versionMs }) => versionMs)) };
    const row = { side: "opend short-volume", value: median(taken.map(({ rowMs }) => rowMs)) };
    return {
      measures: [
        { title: "time of the process", unit: "ms", better: "less", sides: [version, bare] },
        { title: "time to the first row", unit: "ms", better: "less", sides: [row, bare] },
      ],
      goals: [
        {
          ...goal,
          text: "the time of the bare runtime, for --version",
          figure: median(taken.map(({ versionMs, bareMs }) => versionMs / bareMs)),
        },
      ],
    };
  },
};

function findProgram(): string {
  return join(dirname(createRequire(import.meta.url).resolve("@opend/cli/package.json")), "dist/bin.js");
}

/**
 * Runs a program, and returns the milliseconds until it has ended or printed a text.
 *
 * @throws when it fails, or ends without the text
 */
async function timeProgram(command: string, args: readonly string[], until: string): Promise<number> {
  const startMs = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  let seenMs: number | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk;
    if (printed.includes(until)) seenMs ??= performance.now() - startMs;
  });
  const [code] = await once(child, "exit");
  const endMs = performance.now() - startMs;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  if (until === "end") return endMs;
  if (seenMs === undefined) throw new Error(`${args.join(" ")} did not print ${until}`);
  return seenMs;
}
