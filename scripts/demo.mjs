// What `npm start` runs when it gets no arguments: the command line's main job against two simulated gateways, with files to
// look at in a folder of their own.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Returns the arguments of `opend`. */
export function demoArguments() {
  const folder = mkdtempSync(join(tmpdir(), "opend-demo-"));
  const outs = ["csv", "parquet", "svg"].flatMap((ending) => ["--out", join(folder, `short-volume.${ending}`)]);
  return ["--demo", "short-volume", "HK.00700", "US.AAPL", "--preview", "10", "--chart", ...outs];
}
