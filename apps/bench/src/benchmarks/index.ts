import type { Benchmark } from "../benchmark.ts";
import { decode } from "./decode.ts";

/** All benchmarks, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [decode];
