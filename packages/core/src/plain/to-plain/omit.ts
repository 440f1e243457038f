import { markOmitted, type Omitted } from "../../base/omitted.js";

/** What the messages that are being written have left out. Their paths begin at the message that is written now. */
const pending: Omitted[] = [];

/** Leaves a field out. Typed as what the field nearly always is. */
export function omit(path: string, value: bigint): never {
  pending.push({ path, value });
  return undefined as never;
}

/** How much is left out so far. */
export function countOmitted(): number {
  return pending.length;
}

/** Notes in a message that was written what it left out, and tells the message above where that is. */
export function settleOmitted(plain: unknown, from: number, place: string): void {
  const omitted = pending.splice(from);
  if (typeof plain === "object" && plain !== null) markOmitted(plain, omitted);
  for (const { path, value } of omitted) pending.push({ path: `${place}.${path}`, value });
}

/** Makes a plain value, and notes in it what was left out. */
export function withOmitted<Plain>(write: () => Plain): Plain {
  // An error in a message before may have left something behind.
  pending.length = 0;
  const plain = write();
  if (pending.length > 0 && typeof plain === "object" && plain !== null) markOmitted(plain, pending.splice(0));
  return plain;
}
