import { base64Encode } from "@bufbuild/protobuf/wire";
import { omit } from "./omit.js";

/** The plain form of a real number: itself, or a text for the four that JSON does not have. Typed as what it nearly always is. */
export function real(value: number): number {
  return Number.isFinite(value) && (value !== 0 || 1 / value > 0) ? value : (special(value) as unknown as number);
}

function special(value: number): string {
  return value === 0 ? "-0" : String(value);
}

/** The plain form of a 64-bit integer that counts something. Beyond 2^53 it is left out. */
export function quantity(value: bigint, name: string): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : omit(name, value);
}

/** The plain form of bytes: Base64. */
export function base64(bytes: Uint8Array): string {
  return base64Encode(bytes);
}
