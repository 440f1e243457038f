import type { PlainForm } from "./plain-form.js";

/** A protocol with the plain forms of its request and its reply. */
export interface PlainRequest<C2S, S2C, Request, Reply> {
  readonly plain: { readonly request: PlainForm<C2S, Request>; readonly reply: PlainForm<S2C, Reply> };
}

/** A push, or any protocol, with the plain form of its body. */
export interface PlainPush<S2C, Reply> {
  readonly plain: { readonly reply: PlainForm<S2C, Reply> };
}
