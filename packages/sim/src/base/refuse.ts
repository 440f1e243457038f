import { createError } from "@opend/core/internal";

/** What {@link refuse} throws. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly retType: number;

  constructor(retMsg: string, retType: number) {
    super(retMsg);
    this.retType = retType;
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
  throw new Refusal(retMsg, retType);
}
