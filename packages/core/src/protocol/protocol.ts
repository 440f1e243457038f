import type { Codec } from "../message/codec.js";

/** The packet that answers every request: an outcome and usually a body. */
export interface Reply<S2C> {
  /** 0 means success; see `Common.RetType`. */
  retType: number;
  /** What went wrong, in the gateway's words. */
  retMsg?: string | undefined;
  /** The vendor's error number, for logs only. */
  errCode?: number | undefined;
  /** The body. It may be absent even on success. */
  s2c?: S2C | undefined;
}

/** A frequency limit: at most `requests` within `perSeconds` seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
  /** Whether requests for later pages do not count; `counts` tells them apart. Default: every page counts. */
  readonly firstPageOnly?: boolean;
  /** What has a budget of its own: the gateway, or each account. Default: `gateway`. */
  readonly scope?: "gateway" | "account";
  /** The least time between two requests, in milliseconds. Default: 0. */
  readonly minIntervalMs?: number;
  /** Name of the protocol whose budget this one shares. Default: its own. */
  readonly budgetOf?: string;
}

/** The frequency limit of a protocol. It may depend on the request. */
export interface RequestRateLimit<C2S> extends RateLimit {
  /** Whether a request counts. Default: every request counts. */
  counts?(c2s: C2S): boolean;
  /** The account that a request counts for. Present when the scope is `account`. */
  account?(c2s: C2S): string;
}

/** Tells a command from a replay of it. The session fills it in. */
export interface PacketId {
  /** The id that the gateway gave the connection. */
  connID: bigint;
  /** A number that is unique among the requests of the connection. */
  serialNo: number;
}

/**
 * A protocol that clients send requests with: a value generated from a `.proto` file. `Input` is the request as a
 * program may write it: it may leave out lists, and have a code such as `HK.00700` for a security and a `Date` for a day
 * or a time. `C2S` is the message that is sent.
 */
export interface RequestProtocol<C2S, S2C, Input = C2S> {
  /** The number in the frame header, such as 3248. */
  readonly id: number;
  /** The official name, such as `Qot_GetDailyShortVolume`. */
  readonly name: string;
  /**
   * Whether the protocol reads (`query`), changes something (`command`), or belongs to the connection itself
   * (`session`).
   */
  readonly kind: "query" | "command" | "session";
  /** Returns the message for a request as a program may write it. @throws `InvalidCode`, `InvalidMessage` */
  complete(input: Input): C2S;
  /** Codec of the request packet. */
  readonly request: Codec<{ c2s?: C2S | undefined }>;
  /** Codec of the reply packet. */
  readonly response: Codec<Reply<S2C>>;
  /** Codec of the reply's body. */
  readonly s2c: Codec<S2C>;
  /** The gateway's frequency limit, when one is documented. */
  readonly rateLimit?: RequestRateLimit<C2S>;
  /** How many securities one request takes, when a limit is documented. */
  readonly batch?: Batch;
  /** The longest range of days that one request takes, when one is documented. */
  readonly span?: Span;
  /** Adds the packet id to a request that must not be replayed. Present when the request has one. */
  withPacketId?(c2s: C2S, packetId: PacketId): C2S;
}

/** The part of a protocol that sending a request takes. */
export interface SentProtocol<C2S, S2C, Input = C2S>
  extends Pick<RequestProtocol<C2S, S2C, Input>, "id" | "name" | "kind" | "complete" | "rateLimit" | "withPacketId"> {
  readonly request: Pick<RequestProtocol<C2S, S2C>["request"], "encode">;
  readonly response: Pick<RequestProtocol<C2S, S2C>["response"], "decode">;
  readonly s2c: Pick<RequestProtocol<C2S, S2C>["s2c"], "decode">;
}

/** A list of securities in a request. */
export interface Batch {
  /** The field that holds them. */
  readonly field: string;
  /** The most of them. */
  readonly max: number;
}

/** A range of days in a request. */
export interface Span {
  /** The path to the field that holds the first day, such as `filterConditions.beginTime`. */
  readonly since: string;
  /** The path to the field that holds the last day. */
  readonly until: string;
  /** The most days from the first to the last. */
  readonly maxDays: number;
}

/** A protocol that only reads, so repeating a request does no harm. */
export type QueryProtocol<C2S, S2C, Input = C2S> = RequestProtocol<C2S, S2C, Input> & { readonly kind: "query" };

/** A protocol whose reply continues on further pages. `PagedInput` is `Input` without the fields that paging fills in. */
export interface PagedProtocol<C2S, S2C, Input, Row, PagedInput> extends RequestProtocol<C2S, S2C, Input> {
  readonly kind: "query";
  readonly paging: Paging<S2C, Input, Row, PagedInput>;
}

/** How the pages of a protocol follow one another. */
export interface Paging<S2C, Input, Row, PagedInput> {
  /** The names of the fields that paging uses. */
  readonly fields: PagingFields;
  /** The rows per page that the gateway accepts, and its default if documented. Absent when the size is fixed. */
  readonly pageSize?: { readonly default?: number; readonly min: number; readonly max?: number };
  /** Returns the rows of a page. */
  rows(s2c: S2C): Row[];
  /** The cursor of the page after the one at `cursor`. Undefined at the end. */
  nextCursor(s2c: S2C, cursor: string | undefined): string | undefined;
  /** Whether a text can be a cursor of this protocol. */
  isCursor(cursor: string): boolean;
  /** The request for the page at a cursor. Undefined is the first page. */
  toRequest(input: PagedInput, cursor: string | undefined, pageSize: number | undefined): Input;
}

/** The fields that paging uses, by name: for programs that build or show pages of any protocol. */
export type PagingFields = KeyPagingFields | OffsetPagingFields;

interface PageFields {
  /** In the reply: the lists of rows. If there are several, a reply fills the one for its market. */
  readonly rows: readonly string[];
  /** In the request: the number of rows per page. */
  readonly pageSize?: string;
}

/** Paging by key: the next request sends back a key of the reply. */
export interface KeyPagingFields extends PageFields {
  /** In the request: the key of the page, text or bytes. Absent for the first page. */
  readonly key: string;
  /** In the reply: the key of the next page. Absent or empty at the end. */
  readonly nextKey: string;
  /** A key that also means the end. */
  readonly end?: string;
  /** In the reply: a bool that is false at the end. */
  readonly more?: string;
}

/** Paging by offset: the request says how many rows to skip. */
export interface OffsetPagingFields extends PageFields {
  /** In the request: the number of rows to skip. */
  readonly offset: string;
  /** In the reply: a bool or a number that is true or 1 on the last page. */
  readonly lastPage?: string;
  /** In the reply: the number of rows of all pages. */
  readonly allCount?: string;
}

/** The request body of a protocol: `C2SOf<typeof Qot_GetShortInterest>`. */
export type C2SOf<P> = P extends { readonly request: Codec<{ c2s?: infer C2S | undefined }> } ? C2S : never;

/** The request of a protocol as a program may write it: `InputOf<typeof Qot_GetShortInterest>`. */
export type InputOf<P> = P extends { complete(input: infer Input): unknown } ? Input : never;

/** The reply body of a protocol: `S2COf<typeof Qot_GetShortInterest>`. */
export type S2COf<P> = P extends { readonly s2c: Codec<infer S2C> }
  ? S2C
  : P extends { readonly push: Codec<Reply<infer S2C>> }
    ? S2C
    : never;
