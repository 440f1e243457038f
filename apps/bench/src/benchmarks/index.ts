import type { Benchmark } from "../benchmark.ts";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";

/** All benchmarks, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [decode, encode];
