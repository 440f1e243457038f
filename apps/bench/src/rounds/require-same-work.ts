import { isDeepStrictEqual } from "node:util";

/** What the work of one side has come to. */
export interface SideCheck {
  readonly side: string;
  readonly check: unknown;
}

/** @throws when sides disagree about what the work comes to */
export function requireSameWork(checks: readonly SideCheck[]): void {
  const [first] = checks;
  const other = checks.find(({ check }) => !isDeepStrictEqual(check, first?.check));
  if (first === undefined || other === undefined) return;
  const found = [first, other].map(({ side, check }) => `${side}: ${JSON.stringify(check)}`);
  throw new Error(`the sides have not done the same work: ${found.join("; ")}`);
}
