import { createError } from "../base/errors.js";
import type { PlainShape } from "../plain/plain-shape.js";
import type { MessageTexts } from "./message-texts.js";

/** A protocol with the plain forms of its messages, and what these hold. */
export interface DescribedRequest {
  readonly plain: { readonly request: HasShape; readonly reply: HasShape };
  readonly described: {
    /** What the protocol does. */
    readonly text: string;
    readonly request: MessageTexts;
    readonly reply: MessageTexts;
  };
}

/** A push, or any protocol, with the plain form of its body, and what that holds. */
export interface DescribedPush {
  readonly plain: { readonly reply: HasShape };
  readonly described: {
    /** What the push tells, or what the protocol does. */
    readonly text: string;
    readonly reply: MessageTexts;
  };
}

/** What is read of a plain form. */
interface HasShape {
  readonly shape: PlainShape;
}

/**
 * Checks the protocol that a function is given, for programs without types.
 *
 * @throws `InvalidOption`
 */
export function checkDescribed(caller: string, protocol: unknown): void {
  if (typeof protocol === "object" && protocol !== null && "described" in protocol) return;
  const name = typeof protocol === "object" && protocol !== null && "name" in protocol ? String(protocol.name) : "it";
  throw createError(
    "InvalidOption",
    `${caller} takes a protocol with its descriptions: import ${name} from @opend/futu/schema or @opend/moomoo/schema`,
    { option: "protocol" },
  );
}
