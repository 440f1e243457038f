import type { Benchmark } from "../benchmark.ts";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { inFlight } from "./in-flight.ts";
import { pages } from "./pages.ts";

/** All benchmarks, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [decode, encode, pages, inFlight];
