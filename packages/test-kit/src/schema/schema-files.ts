import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The names of all schema files, without `.proto`. */
export const schemaFiles: readonly string[] = readdirSync(fileURLToPath(new URL("../../../../proto", import.meta.url)))
  .filter((file) => file.endsWith(".proto"))
  .map((file) => file.slice(0, -".proto".length))
  .sort();
