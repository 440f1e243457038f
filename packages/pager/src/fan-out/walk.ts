import type { OpendError } from "@opend/core";
import type { FanOutPlace } from "../errors/fan-out-place.js";
import type { PagerOptions } from "../pages/pager-options.js";
import type { SourceReader } from "./source-reader.js";

/** The place from which one of many walks continues. */
export interface ResumeFrom {
  /** The cursor to start from. Default: the first page. */
  readonly cursor?: string | undefined;
  /** The most rows from there on. Default: the `limit` of the options, which is that of every walk. */
  readonly limit?: number | undefined;
}

/** A security or request, and where its walk is. */
export interface PlaceRecord<Place extends FanOutPlace> extends ResumeFrom {
  readonly place: Place;
}

/** A security or request that cannot be walked to its end. */
export interface LeftOut<Place extends FanOutPlace> extends PlaceRecord<Place> {
  readonly error: OpendError;
}

/** The options of every walk. */
export type EachOptions = Omit<PagerOptions, "from">;

/** The options of one of many walks. */
export function optionsOf({ cursor, limit }: ResumeFrom, each: EachOptions): PagerOptions {
  return { ...each, from: cursor, limit: limit ?? each.limit };
}

/** A walk that has not begun. */
export interface WalkStart<Page, Place extends FanOutPlace> {
  /** What it is over: a security, a request, or the securities of one request. */
  readonly places: readonly PlaceRecord<Place>[];
  /** Throws what is wrong with them, or with the options. Sends nothing. */
  check(each: EachOptions): void;
  /**
   * Begins the walk. Throws the same.
   *
   * @param skips whether the caller continues without what is refused
   */
  begin(each: EachOptions, skips: boolean): Walk<Page, Place>;
}

/** The walks to make: all of them, or a way to read them one by one. */
export type WalkStarts<Page, Place extends FanOutPlace> =
  | readonly WalkStart<Page, Place>[]
  | (() => SourceReader<WalkStart<Page, Place>>);

/** A page in turn. */
export interface Turn<Page, Place extends FanOutPlace> {
  readonly page: Page;
  /** How many of its rows count. */
  readonly rowsLeft: number;
  /** How many places have come to their end with it. */
  readonly done: number;
  /** What it has shown to be refused. */
  readonly leftOut: readonly LeftOut<Place>[];
  /** What it should have rows of, and has not. */
  readonly unanswered: readonly LeftOut<Place>[];
}

/** One of many walks that has begun. It has one request in flight at most, and holds one page at most. */
export interface Walk<Page, Place extends FanOutPlace> {
  /** The places that have not come to their end. */
  readonly left: readonly PlaceRecord<Place>[];
  /** Whether the walks behind it have their turns before its next page. */
  readonly isInTurn: boolean;
  /** What it asked for: there is a page, or an error. Undefined until that is known. */
  readonly answer: "page" | { readonly error: unknown } | undefined;
  /** Requests the next page, and reports when there is an answer. */
  ask(onAnswer: () => void): void;
  /** Takes the page. */
  take(): Turn<Page, Place>;
  /**
   * Takes the error.
   *
   * @param reason a refusal that is about a security or a market
   * @returns what it is about. Empty if that takes another request. Undefined if it turns out to be about all
   */
  refuse(reason: OpendError): readonly LeftOut<Place>[] | undefined;
  /** Gives up what the account has no right to, before it is asked for. */
  giveUp(errorOf: (place: Place) => OpendError | undefined): readonly LeftOut<Place>[];
  /** Ends the walk. It requests nothing more. */
  close(): void;
}
