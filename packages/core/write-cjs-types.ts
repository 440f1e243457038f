// The last step of the build: the types of the ESM files once more for the CommonJS ones, which refer to each other.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".d.ts")) continue;
  const types = readFileSync(`dist/${file}`, "utf8").replaceAll(/(["'])(\.\.?\/[^"']+)\.js\1/g, "$1$2.cjs$1");
  writeFileSync(`dist/${file.replace(/\.d\.ts$/, ".d.cts")}`, types);
}
