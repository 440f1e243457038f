#!/usr/bin/env node
import { readFileSync } from "node:fs";
import nodeModule from "node:module";
import process from "node:process";

// Nothing else is loaded for this, so that scripts can ask for the version in no time.
const [, , first, second] = process.argv;
if ((first === "--version" || first === "-V") && second === undefined) {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  process.stdout.write(`${manifest.version}\n`);
} else {
  // Node 22.8 and later keep the compiled code of modules from one run to the next.
  Reflect.get(nodeModule, "enableCompileCache")?.();
  const { runProcess } = await import("./program/run-process.js");
  await runProcess();
}
