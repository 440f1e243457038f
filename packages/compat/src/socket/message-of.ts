import type { Bodies } from "../gen/protocols/methods.js";
import type { ReplyIn, RequestIn } from "../types/message-types.js";

/** The argument of a method, by its protocol: `RequestOf<"Qot_GetKL">`. */
export type RequestOf<N extends keyof Bodies> = RequestIn<Bodies, N>;

/** What a method resolves with, or the message of a push, by its protocol: `ReplyOf<"Qot_GetKL">`. */
export type ReplyOf<N extends keyof Bodies> = ReplyIn<Bodies, N>;
