import type protobuf from "protobufjs/light.js";
import { root } from "./root.js";

/** Finds a message by its full name, such as `Qot_GetKL.Request`. @throws when the contract has none */
export function messageType(name: string): protobuf.Type {
  const found = types.get(name);
  if (found) return found;
  const type = root.lookupType(name);
  types.set(name, type);
  return type;
}

/** Looking a name up takes longer than decoding a small message. */
const types = new Map<string, protobuf.Type>();
