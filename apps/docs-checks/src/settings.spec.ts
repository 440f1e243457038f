import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { profile as futu } from "@opend/futu";
import { profile as moomoo } from "@opend/moomoo";
import { describe, expect, it } from "vitest";
import { readText } from "./repository.js";

describe.each([futu, moomoo])("the settings of $brand", (profile) => {
  const [own, ...shared] = profile.ports;

  it("have the simulator's default ports", () => {
    const help = simulatorHelp();
    expect(portIn(help, "--tcp-port", profile.displayName)).toBe(own?.tcp);
    expect(portIn(help, "--ws-port", profile.displayName)).toBe(own?.websocket);
  });

  it("are in the README: variables, config file and ports", () => {
    const readme = readText("README.md");
    for (const name of Object.values(profile.env)) expect(readme).toContain(`\`${name}\``);
    expect(readme).toContain(`\`${profile.configFileName}\``);
    for (const transport of ["tcp", "websocket"] as const) {
      const ports = [own, ...shared].map((port) => port?.[transport]).join(", then ");
      expect(readme).toMatch(new RegExp(`\\| default ${transport} port \\|.*\\b${ports} \\|`, "i"));
    }
  });
});

function simulatorHelp(): string {
  const require = createRequire(import.meta.url);
  const manifestPath = require.resolve("@opend/sim/package.json");
  const { bin }: { readonly bin: Readonly<Record<string, string>> } = require(manifestPath);
  const command = join(dirname(manifestPath), bin["opend-sim"] ?? "");
  return execFileSync(process.execPath, [command, "--help"], { encoding: "utf8" });
}

/** Returns the default port of an option for a brand, as the help prints it. */
function portIn(help: string, option: string, displayName: string): number {
  const line = help.split("\n").find((candidate) => candidate.trim().startsWith(option)) ?? "";
  const [, port] = new RegExp(`\\b${displayName} (\\d+)`).exec(line) ?? [];
  return Number(port);
}
