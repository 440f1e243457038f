// The last step of a brand's build. Writes an entry point for each schema file, such as `./protocols/Qot_GetHotList` and
// `./plain/Qot_GetHotList`, which re-exports that of core.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";

for (const folder of ["protocols", "plain", "schema"]) {
  mkdirSync(`dist/${folder}`, { recursive: true });
  for (const file of readdirSync(new URL("../../../proto", import.meta.url))) {
    if (!file.endsWith(".proto")) continue;
    const name = file.slice(0, -".proto".length);
    const specifier = JSON.stringify(`@opend/core/${folder}/${name}`);
    for (const extension of ["js", "d.ts", "d.cts"]) {
      writeFileSync(`dist/${folder}/${name}.${extension}`, `export * from ${specifier};\n`);
    }
    writeFileSync(`dist/${folder}/${name}.cjs`, `module.exports = require(${specifier});\n`);
  }
}
