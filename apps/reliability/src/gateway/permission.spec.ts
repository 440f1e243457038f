import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findDeno } from "@opend/test-kit/runtimes";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../peers/connect-without-permission.ts", import.meta.url));

function run(...permissions: string[]) {
  const { command, args } = findDeno(["--no-prompt", "--allow-read", "--allow-env", ...permissions]);
  const lines = execFileSync(command, [...args, script], { encoding: "utf8" })
    .trimEnd()
    .split("\n");
  return lines.map((line) => JSON.parse(line));
}

describe("Deno without --allow-net", () => {
  it("is told as what is missing, and nothing else", () => {
    const [tcp, ws, found] = run();
    expect(tcp).toMatchObject({
      code: "NotPermitted",
      permission: "--allow-net=127.0.0.1:11111",
      retryable: false,
      message: "Deno does not let this program connect to 127.0.0.1:11111. Run it with --allow-net=127.0.0.1:11111",
    });
    expect(ws).toMatchObject({ code: "NotPermitted", permission: "--allow-net=127.0.0.1:33333" });
    expect(found).toMatchObject({ code: "NotPermitted" });
  });

  it("for one of two places says what the other lacks", () => {
    const [tcp, ws] = run("--allow-net=127.0.0.1:11111");
    expect(tcp).toMatchObject({ code: "ConnectFailed", message: expect.stringContaining("Is OpenD running?") });
    expect(ws).toMatchObject({ code: "NotPermitted" });
  });
});
