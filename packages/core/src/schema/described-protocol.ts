import { createError } from "../base/errors.js";
import type { PlainShape } from "../plain/plain-shape.js";
import type { MessageTexts } from "./message-texts.js";

/** A protocol with what its messages mean. */
export interface DescribedRequest {
  readonly described: {
    /** What the protocol does. */
    readonly text: string;
    readonly request: MessageTexts;
    readonly reply: MessageTexts;
  };
}

/** A push with what its message means. */
export interface DescribedPush {
  readonly described: {
    /** What the push tells. */
    readonly text: string;
    readonly reply: MessageTexts;
  };
}

/** What is read of the plain form of a request. */
export interface RequestShapes {
  readonly plain: { readonly request: { readonly shape: PlainShape }; readonly reply: { readonly shape: PlainShape } };
}

/** What is read of the plain form of a push, or of any protocol. */
export interface ReplyShape {
  readonly plain: { readonly reply: { readonly shape: PlainShape } };
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
