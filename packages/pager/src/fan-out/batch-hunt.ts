import type { OpendError } from "@opend/core";
import { quoteRightOf } from "@opend/core/internal";

/** This many codes refused one by one, all with the same words, look as if the words were about something else. */
const suspiciousRefusals = 8;
/** Codes to ask for, spread over the rest, before believing that. */
const sampleSize = 8;
/** How much of a text is compared with another. */
const comparedCharacters = 500;

/** The codes that were refused, with the errors. */
type Refused<Code extends string> = ReadonlyMap<Code, OpendError>;

/** Finds out which codes of a request the gateway refuses, in few requests. Sends nothing itself. */
export class BatchHunt<Code extends string> {
  readonly #skips: boolean;
  /** What to ask for, one after the other. */
  #parts: readonly (readonly Code[])[];
  /** Refused with the same words that are not known, since the last request that was accepted. */
  #suspects = new Map<Code, OpendError>();
  #words: string | undefined;
  /** How many suspects mean that the words are about no code. Undefined before samples were taken. */
  #tooMany: number | undefined;

  /** @param skips whether the caller continues without the refused codes */
  constructor(codes: readonly Code[], skips: boolean) {
    this.#parts = codes.length > 0 ? [codes] : [];
    this.#skips = skips;
  }

  /** The codes to ask for next. */
  get next(): readonly Code[] {
    return this.#parts[0] ?? [];
  }

  /** The codes that are neither accepted nor refused. */
  get left(): readonly Code[] {
    return [...this.#suspects.keys(), ...this.#parts.flat()];
  }

  /** The gateway has accepted the request. So the refusals before it were about their codes, which it returns. */
  accept(): Refused<Code> {
    this.#parts = this.#parts.slice(1);
    return this.#convict();
  }

  /**
   * One code was refused.
   *
   * @param named the code as the gateway names it. Undefined if it names none
   * @returns the code. Empty if that takes another request. Undefined if the gateway refuses every code in these words
   */
  refuseOne(error: OpendError, named: string | undefined, words = ""): Refused<Code> | undefined {
    const meant = this.#find(named);
    // Whatever it means, it is not in this request.
    if (named !== undefined && meant.length === 0) return this.suspect(error, words);
    const code = meant.length === 1 ? meant[0] : this.#single;
    if (code === undefined) {
      this.#halve();
      return this.#convict();
    }
    return this.#refuse((other) => (other === code ? error : undefined));
  }

  /**
   * There is no right to some codes.
   *
   * @param named a code that the gateway names. Undefined if it names none
   * @returns all codes that need the same right. Empty if another request has to tell which right is meant
   */
  refuseRight(error: OpendError, named: string | undefined): Refused<Code> {
    const meant = this.#find(named);
    const rights = rightsOf(meant.length > 0 ? meant : this.next);
    const [right] = rights;
    if (rights.size === 1) return this.#refuse((code) => (quoteRightOf(code) === right ? error : undefined));
    const [part = [], ...others] = this.#parts;
    const groups = [...rightsOf(part)].map((each) => part.filter((code) => quoteRightOf(code) === each));
    this.#parts = [...groups, ...others];
    return this.#convict();
  }

  /**
   * The gateway refused a request in words that are not known. They may be about one of the codes, or about something
   * else.
   *
   * @returns the codes that they are about, as far as that is known. Undefined if the gateway refuses every code in these
   * words
   */
  suspect(error: OpendError, words = ""): Refused<Code> | undefined {
    const code = this.#single;
    if (code === undefined) {
      this.#halve();
      return new Map();
    }
    if (!this.#skips) return this.#refuse((other) => (other === code ? error : undefined));
    const about = withoutCode(words, code);
    const refused = about === this.#words ? new Map<Code, OpendError>() : this.#convict();
    this.#words = about;
    this.#parts = this.#parts.slice(1);
    this.#suspects.set(code, error);
    const isOver = this.#parts.length === 0;
    if (this.#suspects.size >= (this.#tooMany ?? (isOver ? suspiciousRefusals : Number.POSITIVE_INFINITY))) {
      return undefined;
    }
    if (this.#suspects.size === suspiciousRefusals) this.#sample();
    return isOver ? new Map([...refused, ...this.#convict()]) : refused;
  }

  /** Leaves out codes before they are asked for. */
  giveUp(errorOf: (code: Code) => OpendError | undefined): Refused<Code> {
    return this.#parts.length === 0 ? new Map() : this.#remove(errorOf);
  }

  /** The code of a request about a single one. */
  get #single(): Code | undefined {
    return this.next.length === 1 ? this.next[0] : undefined;
  }

  /** The codes of the request that the gateway may mean by `HK.00700` or `00700`. */
  #find(named: string | undefined): readonly Code[] {
    return this.next.filter((code) => code === named || bareCode(code) === named);
  }

  #halve(): void {
    const [part = [], ...others] = this.#parts;
    const middle = Math.ceil(part.length / 2);
    this.#parts = [part.slice(0, middle), part.slice(middle), ...others];
  }

  /** Asks for a few codes of the rest first. */
  #sample(): void {
    const rest = this.#parts.flat();
    const step = Math.max(1, rest.length / sampleSize);
    const samples = new Set(rest.filter((_, index) => index % step < 1));
    this.#tooMany = this.#suspects.size + samples.size;
    const others = this.#parts.map((part) => part.filter((code) => !samples.has(code)));
    this.#parts = [...[...samples].map((code) => [code]), ...others.filter((part) => part.length > 0)];
  }

  /** The suspects are to blame after all, since another request was answered otherwise. */
  #convict(): Refused<Code> {
    const convicted = this.#suspects;
    this.#suspects = new Map();
    this.#words = undefined;
    this.#tooMany = undefined;
    return convicted;
  }

  #refuse(errorOf: (code: Code) => OpendError | undefined): Refused<Code> {
    return new Map([...this.#convict(), ...this.#remove(errorOf)]);
  }

  #remove(errorOf: (code: Code) => OpendError | undefined): Refused<Code> {
    const removed = new Map<Code, OpendError>();
    for (const code of this.#parts.flat()) {
      const error = errorOf(code);
      if (error) removed.set(code, error);
    }
    if (removed.size > 0) {
      const parts = this.#parts.map((part) => part.filter((code) => !removed.has(code)));
      this.#parts = parts.filter((part) => part.length > 0);
    }
    return this.#parts.length > 0 ? removed : new Map([...this.#convict(), ...removed]);
  }
}

function rightsOf(codes: readonly string[]): ReadonlySet<string> {
  return new Set(codes.map(quoteRightOf));
}

/** `00700` of `HK.00700`. */
function bareCode(code: string): string {
  return code.slice(code.indexOf(".") + 1);
}

/** Words about a code without the code, so that they can be compared with those about another. */
function withoutCode(words: string, code: string): string {
  return words.slice(0, comparedCharacters).replaceAll(code, "").replaceAll(bareCode(code), "");
}
