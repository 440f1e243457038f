// Generates the code that the compared codecs need: protobuf-es code, and static protobufjs 7 code.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));
const proto = join(app, "../../proto");
const schemas = ["Qot_GetDailyShortVolume.proto", "Qot_UpdateTicker.proto"].map((file) => join(proto, file));
const { resolve } = createRequire(import.meta.url);

run(join(dirname(resolve("@bufbuild/buf/package.json")), "bin/buf"), [
  "generate",
  proto,
  ...schemas.flatMap((file) => ["--path", file]),
]);

const folder = join(app, "src/gen/protobufjs");
mkdirSync(folder, { recursive: true });
run(join(dirname(resolve("protobufjs-cli/package.json")), "bin/pbjs"), [
  ...["--target", "static-module", "--wrap", "es6", "--dependency", "protobufjs/minimal.js"],
  ...["--keep-case", "--force-long", "--no-convert", "--no-verify", "--no-delimited", "--no-comments", "--no-service"],
  ...["--path", proto, "--out", join(folder, "messages.js"), ...schemas],
]);
writeFileSync(
  join(folder, "messages.d.ts"),
  `import type { Reader, Writer } from "protobufjs";

interface Type<Message> {
  encode(message: object): Writer;
  decode(bytes: Reader | Uint8Array): Message;
}

interface Page {
  readonly hkItemList: readonly Readonly<Record<string, unknown>>[];
  readonly nextKey?: string;
}

export const Qot_GetDailyShortVolume: {
  readonly Request: Type<unknown>;
  readonly Response: Type<{ readonly s2c?: Page }>;
};
`,
);

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: app, stdio: ["ignore", "ignore", "inherit"] });
}
