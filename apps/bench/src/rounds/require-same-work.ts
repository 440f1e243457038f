import { isDeepStrictEqual } from "node:util";

/** The result of one side's work. */
export interface SideCheck {
  readonly side: string;
  readonly check: unknown;
}

/** @throws when the results of the sides differ */
export function requireSameWork(checks: readonly SideCheck[]): void {
  const [first] = checks;
  const other = checks.find(({ check }) => !isDeepStrictEqual(check, first?.check));
  if (first === undefined || other === undefined) return;
  const found = [first, other].map(({ side, check }) => `${side}: ${JSON.stringify(check)}`);
  throw new Error(`the sides did different work: ${found.join("; ")}`);
}
