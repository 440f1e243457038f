import type { Long } from "./long.js";
import type { Message } from "./reflection.js";

/** The bodies of protocols, by name. */
export type AnyBodies<Names> = Readonly<Record<keyof Names, { readonly c2s: unknown; readonly s2c: unknown }>>;

/** The argument of a method. */
export interface RequestIn<Bodies extends AnyBodies<Bodies>, N extends keyof Bodies> {
  /** The body of the request. */
  readonly c2s: RequestBody<Bodies[N]["c2s"]>;
}

/** What a method resolves with: the whole reply. It rejects with the same when `retType` is not 0. */
export interface ReplyIn<Bodies extends AnyBodies<Bodies>, N extends keyof Bodies> extends Message {
  /** 0 means success; see `Common.RetType`. */
  retType: number;
  /** What went wrong, in the gateway's words. */
  retMsg: string;
  /** The vendor's error number. */
  errCode: number;
  /** The body of the reply. Null when the gateway leaves it out. */
  s2c: ReplyBody<Bodies[N]["s2c"]>;
}

/** A push, as `onPush` receives it: the number of its protocol, and its message. */
export type PushOf<Bodies extends AnyBodies<Bodies>> = {
  [N in keyof Bodies]: Bodies[N] extends { readonly cmd: infer Cmd } ? [cmd: Cmd, message: ReplyIn<Bodies, N>] : never;
}[keyof Bodies];

type ReplyBody<S2C> = Record<string, never> extends S2C ? ReplyFields<S2C> | null : ReplyFields<S2C>;

/** A message to send: 64-bit integers as `Long`, `bigint`, number or text. Lists and optional fields may be left out. */
export type RequestBody<T> = {
  readonly [K in keyof T as T[K] extends readonly unknown[] ? never : OfficialName<K>]: RequestValue<T[K]>;
} & {
  readonly [K in keyof T as T[K] extends readonly unknown[] ? OfficialName<K> : never]?: RequestValue<T[K]>;
};

type RequestValue<T> = T extends undefined
  ? null | undefined
  : T extends bigint
    ? Long | bigint | number | string
    : T extends number
      ? number
      : T extends boolean | string | Uint8Array
        ? T
        : T extends readonly (infer Item)[]
          ? readonly RequestValue<Item>[]
          : RequestBody<T>;

/**
 * A message that was received. Absent fields have the default of their type, and are null if they are messages. 64-bit
 * integers are `Long`.
 */
export type ReplyFields<T> = Message & {
  [K in keyof T as OfficialName<K>]-?: ReplyField<T[K]>;
};

type ReplyField<T> = undefined extends T
  ? ReplyValue<Exclude<T, undefined>> | NullIfMessage<Exclude<T, undefined>>
  : ReplyValue<T>;

type ReplyValue<T> = T extends bigint
  ? Long
  : T extends number
    ? number
    : T extends boolean | string | Uint8Array
      ? T
      : T extends readonly (infer Item)[]
        ? ReplyValue<Item>[]
        : ReplyFields<T>;

type NullIfMessage<T> = T extends bigint | number | boolean | string | Uint8Array ? never : null;

/** The official packages have the names of fields in camel case. A digit after an underscore keeps both. */
type OfficialName<K> = K extends `${infer Head}_${infer Tail}`
  ? Tail extends `${infer First}${string}`
    ? First extends Uppercase<First>
      ? `${Head}_${OfficialName<Tail>}`
      : `${Head}${Capitalize<OfficialName<Tail>>}`
    : K
  : K;
