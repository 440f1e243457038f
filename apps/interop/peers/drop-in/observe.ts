import { describe } from "./describe.ts";
import type { Observation } from "./official-types.ts";

/** Everything that the program saw, in order. */
export const observations: Observation[] = [];

/** Records a value under a name. */
export const record = (name: string, value?: unknown) => void observations.push([name, describe(value)]);

/** A promise, and the function that resolves it. */
export const later = () => {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
};

/** Waits. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Records how a promise ends. */
export async function recordOutcome(name: string, outcome: Promise<unknown>): Promise<void> {
  try {
    record(`${name} resolves`, await outcome);
  } catch (reason) {
    record(`${name} rejects`, reason);
  }
}

/** A request that is not settled for two seconds counts as one that never is. */
export function orHangs(request: Promise<unknown>): Promise<unknown> {
  return Promise.race([request, sleep(2000).then(() => "hangs")]);
}

/** Says whether a reason is an error: their texts differ. */
export function isError(reason: unknown): string {
  return reason instanceof Error ? "an error" : `no error: ${String(reason)}`;
}

/** What a function throws, or returns. */
export function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
