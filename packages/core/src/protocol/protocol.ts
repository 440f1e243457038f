import type { Codec } from "../message/codec.js";
import type { RequestInput } from "./request-input.js";

/** The packet that answers every request: an outcome and, mostly, a body. */
export interface Reply<S2C> {
  /** 0 is success; see `Common.RetType`. */
  retType: number;
  /** What went wrong, in the gateway's words. */
  retMsg?: string | undefined;
  /** The vendor's error number, for logs only. */
  errCode?: number | undefined;
  /** The body. May be absent even on success. */
  s2c?: S2C | undefined;
}

/** A frequency limit: at most `requests` in any `perSeconds` seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
  /** Whether requests for later pages do not count: `counts` tells them apart. Default: every page counts. */
  readonly firstPageOnly?: boolean;
  /** What has a budget: the gateway as a whole, or each account. Default: `gateway`. */
  readonly scope?: "gateway" | "account";
  /** Milliseconds from sending one request to sending the next. Default: 0. */
  readonly minIntervalMs?: number;
  /** Name of the protocol whose budget this one shares. Default: it has its own. */
  readonly budgetOf?: string;
}

/** The frequency limit of a protocol, which may look at the request. */
export interface RequestRateLimit<C2S> extends RateLimit {
  /** Whether a request counts. Default: every one does. */
  counts?(c2s: C2S): boolean;
  /** The account that a request counts for. There where the scope is `account`. */
  account?(c2s: C2S): string;
}

/** Tells a request that changes something apart from a replay of it. Filled in by the session. */
export interface PacketId {
  /** The id that the gateway gave the connection. */
  connID: bigint;
  /** A number that no other request of the connection has. */
  serialNo: number;
}

/** A protocol that a client asks with: a value generated from a `.proto` file. */
export interface RequestProtocol<C2S, S2C> {
  /** The number in the frame header, such as 3248. */
  readonly id: number;
  /** The official name, such as `Qot_GetDailyShortVolume`. */
  readonly name: string;
  /** Reads (`query`), changes something (`command`), or belongs to the connection itself (`session`). */
  readonly kind: "query" | "command" | "session";
  /** The request, written as `RequestInput<C2S>`, with an empty list wherever one is left out. */
  complete(c2s: unknown): C2S;
  /** Codec of the packet that asks. */
  readonly request: Codec<{ c2s?: C2S | undefined }>;
  /** Codec of the packet that answers. */
  readonly response: Codec<Reply<S2C>>;
  /** Codec of the reply's body. */
  readonly s2c: Codec<S2C>;
  /** The gateway's frequency limit, where one is documented. */
  readonly rateLimit?: RequestRateLimit<C2S>;
  /** Completes a request that must not be replayed. There where the request has a packet id. */
  withPacketId?(c2s: C2S, packetId: PacketId): C2S;
}

/** A protocol that only reads: asking twice does no harm. */
export type QueryProtocol<C2S, S2C> = RequestProtocol<C2S, S2C> & { readonly kind: "query" };

/** A protocol whose reply continues on further pages. `Fields` are the fields of `C2S` that paging fills in. */
export interface PagedProtocol<C2S, S2C, Row, Fields extends keyof C2S> extends RequestProtocol<C2S, S2C> {
  readonly kind: "query";
  readonly paging: Paging<C2S, S2C, Row, Fields>;
}

/** How the pages of a protocol follow each other. */
export interface Paging<C2S, S2C, Row, Fields extends keyof C2S> {
  /** The names of the fields that paging uses. */
  readonly fields: PagingFields;
  /** Rows per page that the gateway takes, and its default where documented. Absent where the size cannot be chosen. */
  readonly pageSize?: { readonly default?: number; readonly min: number; readonly max?: number };
  /** The rows of a page. */
  rows(s2c: S2C): Row[];
  /** The cursor of the page after the one that was asked for with `cursor`; undefined at the end. */
  nextCursor(s2c: S2C, cursor: string | undefined): string | undefined;
  /** Whether a text can be a cursor at all. */
  isCursor(cursor: string): boolean;
  /** The request for the page at a cursor; undefined is the first page. */
  toRequest(
    c2s: RequestInput<Omit<NoInfer<C2S>, Fields>>,
    cursor: string | undefined,
    pageSize: number | undefined,
  ): RequestInput<NoInfer<C2S>>;
}

/** The fields that paging uses, by name: for programs that make or show pages of any protocol. */
export type PagingFields = KeyPagingFields | OffsetPagingFields;

interface PageFields {
  /** Of the reply: the lists of rows. With several, a reply fills the one that fits its market. */
  readonly rows: readonly string[];
  /** Of the request: the number of rows per page. */
  readonly pageSize?: string;
}

/** A key in the reply is sent back with the next request. */
export interface KeyPagingFields extends PageFields {
  /** Of the request: the key of the page, text or bytes. Absent for the first one. */
  readonly key: string;
  /** Of the reply: the key of the next page. Absent or empty at the end. */
  readonly nextKey: string;
  /** The key that means the end as well. */
  readonly end?: string;
  /** Of the reply: a bool that is false at the end. */
  readonly more?: string;
}

/** The request says how many rows to skip. */
export interface OffsetPagingFields extends PageFields {
  /** Of the request: the number of rows to skip. */
  readonly offset: string;
  /** Of the reply: a bool or a number that is true or 1 on the last page. */
  readonly lastPage?: string;
  /** Of the reply: the number of rows of all pages. */
  readonly allCount?: string;
}

/** The request body of a protocol: `C2SOf<typeof Qot_GetShortInterest>`. */
export type C2SOf<P> = P extends RequestProtocol<infer C2S, infer _> ? C2S : never;

/** The reply body of a protocol: `S2COf<typeof Qot_GetShortInterest>`. */
export type S2COf<P> = P extends { readonly s2c: Codec<infer S2C> }
  ? S2C
  : P extends { readonly push: Codec<Reply<infer S2C>> }
    ? S2C
    : never;
