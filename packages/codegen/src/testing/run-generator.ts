import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const plugin = fileURLToPath(new URL("../main.ts", import.meta.url));
const buf = fileURLToPath(new URL("../../node_modules/@bufbuild/buf/bin/buf", import.meta.url));
const options = fileURLToPath(new URL("../../../../proto/opend/options.proto", import.meta.url));

/** The files of a folder, by path. */
export type Files = ReadonlyMap<string, string>;

/** Runs the generator over a folder that contains only these files. Returns its output. */
export async function generate(files: Readonly<Record<string, string>>): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), "opend-codegen-"));
  try {
    const [proto, out] = [join(folder, "proto"), join(folder, "out")];
    await mkdir(join(proto, "opend"), { recursive: true });
    await copyFile(options, join(proto, "opend", "options.proto"));
    for (const [name, text] of Object.entries(files)) await writeFile(join(proto, name), text);
    const plugins = [{ local: [process.execPath, plugin], out, strategy: "all", opt: ["target=ts"] }];
    const template = JSON.stringify({ version: "v2", plugins });
    const args = [buf, "generate", proto, "--exclude-path", join(proto, "opend"), "--template", template];
    await promisify(execFile)(process.execPath, args, { cwd: folder });
    return await readFolder(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path, "utf8")] as const)),
  );
}

/** Returns the generator's error output. */
export async function failure(files: Readonly<Record<string, string>>): Promise<string> {
  return await generate(files).then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );
}

/** What is special about a protocol. */
export interface Parts {
  readonly option?: string;
  readonly c2s?: string;
  readonly s2c?: string;
  readonly without?: "C2S" | "S2C" | "Request" | "Response";
}

/** Returns the schema file of a protocol. */
export function protocol(
  name: string,
  { option = "id: 9001 kind: KIND_QUERY", c2s = "", s2c = "", without }: Parts = {},
) {
  const messages = {
    C2S: `message C2S { ${c2s} }`,
    S2C: `message S2C { ${s2c} }`,
    Request: without === "C2S" ? "message Request {}" : "message Request { required C2S c2s = 1; }",
    Response: `message Response {
      required int32 retType = 1 [default = -400];
      optional string retMsg = 2;
      optional int32 errCode = 3;
      ${without === "S2C" ? "" : "optional S2C s2c = 4;"}
    }`,
  };
  const kept = Object.entries(messages).filter(([message]) => message !== without);
  return `// ${name}: made up.
    syntax = "proto2";
    package ${name};
    import "opend/options.proto";
    option (opend.protocol) = { ${option} };
    ${kept.map(([, text]) => text).join("\n")}`;
}
