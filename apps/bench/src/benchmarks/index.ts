import type { Benchmark } from "../benchmark.ts";
import { bundle } from "./bundle.ts";
import { commandLine } from "./command-line.ts";
import { decode } from "./decode.ts";
import { dropIn } from "./drop-in.ts";
import { encode } from "./encode.ts";
import { encryption } from "./encryption.ts";
import { inFlight } from "./in-flight.ts";
import { pages } from "./pages.ts";
import { plain } from "./plain.ts";
import { pushes } from "./pushes.ts";
import { quota } from "./quota.ts";
import { rows } from "./rows.ts";
import { start } from "./start.ts";
import { table } from "./table.ts";
import { universe } from "./universe.ts";

/** All benchmarks, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  decode,
  encode,
  plain,
  pages,
  inFlight,
  pushes,
  encryption,
  rows,
  table,
  start,
  dropIn,
  commandLine,
  bundle,
  quota,
  universe,
];
