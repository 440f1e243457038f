import type { Namespaces } from "../gen/definitions/namespaces.js";
import type { Root } from "../types/reflection.js";
import { root } from "./root.js";

/** The root with the types that are generated from the contract. */
export const typedRoot = withTypes(root);

function withTypes(value: object): Root & Namespaces {
  if (!isTyped(value)) throw new Error("the root has no namespaces");
  return value;
}

/** The namespaces are generated from the contract, as the definitions in the root are. */
function isTyped(value: object): value is Root & Namespaces {
  return "Qot_Common" in value;
}
