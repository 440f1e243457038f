import { createError } from "@opend/core/internal";
import type { Language } from "./language.js";
import { type RefusalCause, type RefusalFacts, refusalText } from "./refusal-texts.js";

/** What {@link refuse} and {@link refuseFor} throw. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly retType: number;
  readonly #textIn: (language: Language) => string;

  constructor(textIn: (language: Language) => string, retType: number) {
    super(textIn("en"));
    this.retType = retType;
    this.#textIn = textIn;
  }

  /** What is wrong, in a language if the text is known in it. */
  textIn(language: Language): string {
    return this.#textIn(language);
  }
}

/**
 * Refuses the request that a handler is answering: the client gets this error instead of a body. The gateway does not
 * record it as a violation.
 *
 * @param retMsg what is wrong, as text
 * @param retType a `Common.RetType` value other than 0 (success). Default: -1 (failed)
 * @throws always. Throws `InvalidOption` when the retType is 0 or not a 32-bit integer
 */
export function refuse(retMsg: string, retType = -1): never {
  if (retType === 0 || retType !== Math.trunc(retType) || Math.abs(retType) > 0x7fffffff) {
    const message = `retType ${retType} cannot refuse a request: give a 32-bit integer other than 0`;
    throw createError("InvalidOption", message, { option: "retType" });
  }
  throw new Refusal(() => retMsg, retType);
}

/** Refuses the request with the text that a real gateway has for a cause, in the language of this gateway. */
export function refuseFor<Cause extends RefusalCause>(cause: Cause, facts: RefusalFacts[Cause]): never {
  throw new Refusal((language) => refusalText(cause, facts, language), -1);
}
