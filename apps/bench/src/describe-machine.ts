import { availableParallelism, cpus, type } from "node:os";

/** Describes this machine, such as `Intel Xeon, 2 cores, Linux x64`. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim().replace(/\s+/g, " ") ?? "unknown processor";
  return `${model}, ${availableParallelism()} cores, ${type()} ${process.arch}`;
}
