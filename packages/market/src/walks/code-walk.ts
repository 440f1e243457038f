import { type Client, security } from "@opend/core";
import {
  FanOut,
  type FanOutOptions,
  type Page,
  type PageRequest,
  type PageRules,
  Pager,
  type PagerOptions,
  type SecurityPlace,
  type SecurityStarts,
} from "@opend/pager";
import { toFanOutHost, toSecurityWalks } from "@opend/pager/internal";

/**
 * Walks the rows of one security, or of many. `for await (const row of walk(client, "HK.00700"))`; see `Pager` and `FanOut`.
 * `Choice` are the options that say what to fetch.
 */
export interface CodeWalk<Row, Choice extends object> {
  /** Walks the rows of one security. @throws `InvalidCode`, `InvalidOption`, `InvalidPageSize`, `InvalidCursor` */
  (client: Client, code: string, options?: PagerOptions & Choice): Pager<Row>;
  /**
   * Walks the rows of many securities: a few at a time, with a page of each in turn.
   *
   * @param codes codes, or codes with the places to resume from: `{ code, cursor, limit }`. An array is checked as a
   * whole. Other iterables, also asynchronous ones, are read as needed
   * @throws `InvalidCode`, `InvalidOption`, `InvalidPageSize`, `InvalidCursor`
   */
  <Code extends string>(
    client: Client,
    codes: SecurityStarts<Code>,
    options?: FanOutOptions<SecurityPlace<Code>> & Choice,
  ): FanOut<Row, Page<Row>, SecurityPlace<Code>>;
}

/** What a walk does. */
interface WalkDefinition<Row, Choice extends object> {
  /** What the options are checked against. Absent for a protocol that answers in one reply. */
  readonly paging?: PageRules;
  /** The names of the options that say what to fetch. */
  readonly options: readonly (keyof Choice & string)[];
  /**
   * Checks the options and returns what fetches a page. Sends nothing.
   *
   * @param each how each page is fetched
   */
  open(
    client: Client,
    code: string,
    choice: Choice,
    each: Pick<PagerOptions, "pageSize" | "limit" | "timeoutMs">,
  ): (request: PageRequest) => Promise<Page<Row>>;
}

/** Makes a walk over one security or many. */
export function createCodeWalk<Row, Choice extends object>({
  paging,
  options: names,
  open,
}: WalkDefinition<Row, Choice>): CodeWalk<Row, Choice> {
  const rules: PageRules = { ...(paging ?? { isCursor: () => false }), options: names };
  const one = (client: Client, code: string, options: PagerOptions & Choice): Pager<Row> => {
    security(code);
    let fetch: ((request: PageRequest) => Promise<Page<Row>>) | undefined;
    // The pager checks the names of the options first, since a wrong name explains a value that is missing.
    const pager = new Pager<Row>(
      async (request) => await (fetch ?? open(client, code, options, options))(request),
      rules,
      options,
    );
    fetch = open(client, code, options, options);
    return pager;
  };
  function walk(client: Client, code: string, options?: PagerOptions & Choice): Pager<Row>;
  function walk<Code extends string>(
    client: Client,
    codes: SecurityStarts<Code>,
    options?: FanOutOptions<SecurityPlace<Code>> & Choice,
  ): FanOut<Row, Page<Row>, SecurityPlace<Code>>;
  function walk<Code extends string>(
    client: Client,
    codes: string | SecurityStarts<Code>,
    options: (PagerOptions & Choice) | (FanOutOptions<SecurityPlace<Code>> & Choice) = {} as Choice,
  ) {
    if (typeof codes === "string") return one(client, codes, options);
    const chosen = Object.entries(options ?? {}).filter(([name]) => names.some((known) => known === name));
    const choice = Object.fromEntries(chosen) as Choice;
    const openEach = (code: Code, each: PagerOptions) => one(client, code, { ...each, ...choice });
    return new FanOut<Row, Page<Row>, SecurityPlace<Code>>(
      toSecurityWalks(codes, openEach),
      rules,
      toFanOutHost(client),
      options,
    );
  }
  return walk;
}
