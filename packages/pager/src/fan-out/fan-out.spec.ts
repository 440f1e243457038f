import { type LogEntry, security } from "@opend/core";
import { createError, Telemetry } from "@opend/core/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SecurityPlace, SkippedWalk } from "../errors/fan-out-place.js";
import { isPagerError, type PagerErrorOf } from "../errors/pager-error.js";
import { type Page, Pager } from "../pages/pager.js";
import { FanOut } from "./fan-out.js";
import type { FanOutOptions } from "./fan-out-options.js";
import { type SecurityStarts, toSecurityWalks } from "./security-starts.js";

const rules = { pageSize: { min: 1, max: 50 }, isCursor: (cursor: string) => cursor !== "" && cursor !== "-1" };
const gone = () => createError("ConnectionLost", "gone", { sent: true });
const refused = (retMsg = "Unknown stock. b") => {
  const details = { protocol: "Qot_Sample", retType: -1, retMsg, errCode: undefined, securityCode: undefined };
  return createError("UnknownSecurity", retMsg, details);
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Options {
  readonly pages?: (code: string) => number;
  readonly failAt?: { readonly code: string; readonly index: number } | undefined;
  /** Returns the error of a page. */
  readonly fail?: () => Error;
  /** Turns of the event loop that a page takes. */
  readonly delay?: (code: string) => number;
}

/** A fan-out over any codes, with a host that may be closed. */
function fanOutOf<Row>(
  start: (code: string, options: ConstructorParameters<typeof Pager>[2]) => Pager<Row>,
  securities: SecurityStarts,
  options?: FanOutOptions,
) {
  const entries: LogEntry[] = [];
  const telemetry = new Telemetry({ level: "debug", write: (entry) => entries.push(entry) });
  const host = { state: { status: "ready" }, callback: telemetry.callback.bind(telemetry) };
  const fanOut = new FanOut<Row, Page<Row>, SecurityPlace>(toSecurityWalks(securities, start), rules, host, options);
  return { fanOut, entries, host };
}

/**
 * Securities with a number of pages of two rows each, such as `a0.0`, `a0.1`. Records which pages were requested, and
 * how many at a time.
 */
function setup(
  securities: SecurityStarts,
  options?: FanOutOptions,
  { pages = () => 3, failAt, fail = gone, delay = () => 0 }: Options = {},
) {
  const asked: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const start = (code: string, pagerOptions: ConstructorParameters<typeof Pager>[2]) =>
    new Pager(
      async ({ cursor, signal }): Promise<Page<string>> => {
        const index = Number(cursor ?? 0);
        asked.push(`${code}${index}`);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        for (let left = delay(code); left > 0; left--) await turn();
        inFlight--;
        if (signal?.aborted) throw createError("Aborted", "aborted", {}, { cause: signal.reason });
        if (code === failAt?.code && index === failAt.index) throw fail();
        const rows = [`${code}${index}.0`, `${code}${index}.1`];
        return { rows, cursor: index + 1 < pages(code) ? String(index + 1) : undefined };
      },
      rules,
      pagerOptions,
    );
  return { ...fanOutOf(start, securities, options), asked, most: () => mostInFlight };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

async function failureOf(work: Promise<unknown>): Promise<PagerErrorOf<"FanOutFailed">> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isPagerError(error, "FanOutFailed")) throw new Error(`no FanOutFailed: ${String(error)}`);
  return error;
}

const placeOf = ({ code, index }: { readonly code: string; readonly index: number }) => `${code}${index}`;

describe("walking many securities", () => {
  it("yields a page of each in turn", async () => {
    const { fanOut } = setup(["a", "b", "c"], { concurrency: 2 }, { pages: (code) => (code === "a" ? 2 : 3) });
    const pages = await collect(fanOut.pages());
    expect(pages.map(placeOf)).toEqual(["a0", "b0", "a1", "b1", "c0", "b2", "c1", "c2"]);
    expect(pages[0]).toEqual({ code: "a", index: 0, cursor: "1", rows: ["a0.0", "a0.1"] });
  });

  it("yields the rows of those pages", async () => {
    const { fanOut } = setup(["a", "b"], {}, { pages: () => 1 });
    expect(await collect(fanOut)).toEqual(["a0.0", "a0.1", "b0.0", "b0.1"]);
  });

  it("fetches at most one page of each ahead, and nothing before the first is needed", async () => {
    const { fanOut, asked, most } = setup(["a", "b", "c", "d", "e"], { concurrency: 3 });
    await turn();
    expect(asked).toEqual([]);
    const pages = fanOut.pages();
    await pages.next();
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(asked).toEqual(["a0", "b0", "c0", "a1"]);
    expect(most()).toBeLessThanOrEqual(3);
    await pages.return();
  });

  it("waits for the next in turn, so that a slow one yields as many pages as the others", async () => {
    const { fanOut } = setup(["slow", "b", "c"], {}, { delay: (code) => (code === "slow" ? 20 : 0) });
    const order = (await collect(fanOut.pages())).map(({ code }) => code);
    expect(order).toEqual(["slow", "b", "c", "slow", "b", "c", "slow", "b", "c"]);
  });

  it("ends immediately when there is none", async () => {
    expect(await collect(setup(new Set<string>()).fanOut)).toEqual([]);
  });

  it("starts over with each loop over an array, which may be changed in the meantime", async () => {
    const codes = ["a", "b"];
    const { fanOut } = setup(codes, {}, { pages: () => 1 });
    codes.push("c");
    expect(await collect(fanOut)).toEqual(await collect(fanOut));
    expect(await collect(fanOut)).toHaveLength(4);
  });

  it("applies limit and maxPages to each security", async () => {
    expect(await collect(setup(["a", "b"], { limit: 3 }).fanOut)).toEqual([
      "a0.0",
      "a0.1",
      "b0.0",
      "b0.1",
      "a1.0",
      "b1.0",
    ]);
    const error = await failureOf(collect(setup(["a"], { maxPages: 2 }).fanOut));
    expect(error.cause).toMatchObject({ code: "TooManyPages" });
  });

  it("yields all rows of all, whatever their number, pages and speed", async () => {
    const shape = fc.array(fc.record({ pages: fc.integer({ min: 1, max: 5 }), delay: fc.nat({ max: 3 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(shape, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (shapes, concurrency, isArray) => {
        const codes = shapes.map((_, index) => `s${index}-`);
        const shapeOf = (code: string) => shapes[codes.indexOf(code)] ?? { pages: 1, delay: 0 };
        const { fanOut, most } = setup(
          isArray && codes.length > 0 ? codes : new Set(codes),
          { concurrency },
          { pages: (code) => shapeOf(code).pages, delay: (code) => shapeOf(code).delay },
        );
        const expected = codes.flatMap((code) =>
          Array.from({ length: shapeOf(code).pages }, (_, index) => [`${code}${index}.0`, `${code}${index}.1`]),
        );
        expect((await collect(fanOut)).sort()).toEqual(expected.flat().sort());
        expect(most()).toBeLessThanOrEqual(concurrency);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a source of securities", () => {
  it("is read as it is needed, and closed when the loop is left", async () => {
    const given: number[] = [];
    let isClosed = false;
    async function* codes() {
      try {
        for (let index = 0; ; index++) {
          given.push(index);
          yield `s${index}-`;
        }
      } finally {
        isClosed = true;
      }
    }
    const { fanOut } = setup(codes(), { concurrency: 2 }, { pages: () => 1 });
    let pages = 0;
    for await (const _ of fanOut.pages()) if (++pages === 4) break;
    await turn();
    expect(given.length).toBeLessThanOrEqual(7);
    expect(isClosed).toBe(true);
  });

  it("that is slow does not delay available pages", async () => {
    let goOn = () => {};
    async function* codes() {
      yield "a";
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      yield "b";
    }
    const pages = setup(codes()).fanOut.pages();
    const first = [await pages.next(), await pages.next(), await pages.next()];
    expect(first.map(({ value }) => value && placeOf(value))).toEqual(["a0", "a1", "a2"]);
    goOn();
    expect((await collect(pages)).map(placeOf)).toEqual(["b0", "b1", "b2"]);
  });

  it("that fails, or yields a security twice, ends the loop when the walks before are done", async () => {
    function* failing() {
      yield "a";
      throw new Error("no more codes");
    }
    for (const [codes, message] of [
      [failing(), "no more codes"],
      [new Set(["a", { code: "a" }]), "a is listed twice"],
    ] as const) {
      const rows: string[] = [];
      const walk = async () => {
        for await (const row of setup(codes).fanOut) rows.push(row);
      };
      await expect(walk()).rejects.toThrow(message);
      expect(rows).toHaveLength(6);
    }
  });
});

describe("a security that fails", () => {
  it("ends all, with the cursors to resume the rest from", async () => {
    const { fanOut } = setup(["a", "b", "c", "d"], { concurrency: 3 }, { failAt: { code: "b", index: 1 } });
    const rows: string[] = [];
    const error = await failureOf(
      (async () => {
        for await (const row of fanOut) rows.push(row);
      })(),
    );
    expect(error).toMatchObject({
      code: "FanOutFailed",
      retryable: true,
      failed: { code: "b", cursor: "1" },
      begun: 3,
      resume: [
        { code: "b", cursor: "1" },
        { code: "c", cursor: "1" },
        { code: "a", cursor: "2" },
        { code: "d", cursor: undefined },
      ],
      skipped: [],
    });
    expect(fanOut.rest).toEqual(error.resume);
    expect(error.message).toBe("b: gone");
    expect(error.cause).toMatchObject({ code: "ConnectionLost" });
    const { fanOut: rest } = setup(fanOut.rest);
    rows.push(...(await collect(rest)));
    expect(rows.sort()).toEqual((await collect(setup(["a", "b", "c", "d"]).fanOut)).sort());
  });

  it("names no walk that has ended", async () => {
    const { fanOut } = setup(
      ["a", "b"],
      {},
      { pages: (code) => (code === "a" ? 1 : 3), failAt: { code: "b", index: 0 } },
    );
    expect((await failureOf(collect(fanOut))).resume).toEqual([{ code: "b", cursor: undefined }]);
  });
});

describe("leaving", () => {
  it("by break fetches nothing more", async () => {
    const { fanOut, asked } = setup(["a", "b", "c"], { concurrency: 2 });
    for await (const _ of fanOut) break;
    const before = asked.length;
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(asked).toHaveLength(before);
  });

  it("by a signal reports where to resume", async () => {
    const abort = new AbortController();
    const { fanOut } = setup(["a", "b"], { signal: abort.signal }, { delay: () => 1 });
    const reason = new Error("enough");
    const error = await failureOf(
      (async () => {
        for await (const _ of fanOut.pages()) abort.abort(reason);
      })(),
    );
    expect(error.cause).toMatchObject({ code: "Aborted", cause: reason });
    expect(error.resume).toHaveLength(2);
    expect(fanOut.rest.map(({ code }) => code).sort()).toEqual(["a", "b"]);
  });

  it("by a signal ends the wait for a source that stalls", async () => {
    const abort = new AbortController();
    async function* codes(): AsyncGenerator<string> {
      yield "a";
      await new Promise(() => {});
    }
    const { fanOut } = setup(codes(), { signal: abort.signal }, { pages: () => 1 });
    const rows: string[] = [];
    const failure = failureOf(
      (async () => {
        for await (const row of fanOut) rows.push(row);
      })(),
    );
    for (let turns = 0; turns < 5; turns++) await turn();
    abort.abort(new Error("enough"));
    expect(await failure).toMatchObject({ failed: undefined, resume: [], begun: 1, cause: { code: "Aborted" } });
    expect(rows).toHaveLength(2);
  });

  it("by a signal that fired before fetches nothing and returns all", async () => {
    const { fanOut } = setup(["a", "b"], { signal: AbortSignal.abort(new Error("enough")), onFailure: "skip" });
    const error = await failureOf(collect(fanOut));
    expect(error.cause).toMatchObject({ code: "Aborted" });
    expect(fanOut.rest.map(({ code }) => code).sort()).toEqual(["a", "b"]);
    expect(fanOut.skipped).toEqual([]);
  });

  it("ends immediately while waiting for pages, and aborts the requests", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const stall = (_: string, options: ConstructorParameters<typeof Pager>[2]) =>
      new Pager<string>(
        async ({ signal }) => {
          signals.push(signal);
          return await new Promise<never>(() => {});
        },
        rules,
        options,
      );
    for (const open of [(f: FanOut<string>) => f.pages(), (f: FanOut<string>) => f[Symbol.asyncIterator]()]) {
      const iterator = open(fanOutOf(stall, ["a", "b"]).fanOut);
      const waiting = iterator.next();
      for (let turns = 0; turns < 5; turns++) await turn();
      await iterator.return();
      expect(await waiting).toEqual({ done: true, value: undefined });
      await turn();
      expect(signals.splice(0).map((signal) => signal?.aborted)).toEqual([true, true]);
    }
  });

  it("says how many rows are left of a limit, and continues with exactly those, however often it ends", async () => {
    const pageCountsOfRuns = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 });
    const someLimit = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
    const shape = fc.array(fc.record({ pages: fc.integer({ min: 1, max: 5 }), limit: someLimit }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(shape, someLimit, pageCountsOfRuns, async (shapes, each, pageCounts) => {
        const starts = shapes.map(({ limit }, index) => ({ code: `s${index}-`, limit }));
        const options = { concurrency: 2, limit: each };
        const pages = (code: string) => shapes[Number(code.slice(1, -1))]?.pages ?? 0;
        const rows = new Map(starts.map(({ code }): [string, string[]] => [code, []]));
        let left: SecurityStarts = starts;
        for (const pageCount of [...pageCounts, Number.POSITIVE_INFINITY]) {
          const { fanOut } = setup(left, options, { pages });
          let pagesLeft = pageCount;
          for await (const page of fanOut.pages()) {
            rows.get(page.code)?.push(...page.rows);
            if (--pagesLeft === 0) break;
          }
          if (fanOut.rest.length === 0) break;
          left = fanOut.rest;
        }
        // Pages are whole, also the one that reaches a limit.
        const taken = starts.flatMap(({ code, limit = each }) => rows.get(code)?.slice(0, limit) ?? []);
        expect(taken.sort()).toEqual((await collect(setup(starts, options, { pages }).fanOut)).sort());
      }),
      { numRuns: 200 },
    );
  });

  it("leaves no walk out because a limiter cannot be reached", async () => {
    const fail = () => createError("LimiterFailed", "no Redis", { protocolId: 3248 });
    const { fanOut } = setup(["a", "b"], { onFailure: "skip" }, { failAt: { code: "b", index: 1 }, fail });
    const error = await failureOf(collect(fanOut));
    expect(error.cause).toMatchObject({ code: "LimiterFailed" });
    expect([fanOut.skipped, error.resume]).toEqual([
      [],
      [expect.objectContaining({ code: "b" }), { code: "a", cursor: "2" }],
    ]);
  });

  it("keeps the rest of a limit with the walks that failed and were skipped", async () => {
    const failing = { failAt: { code: "b", index: 1 } };
    const stopped = await failureOf(collect(setup(["a", "b", "c"], { limit: 5, concurrency: 2 }, failing).fanOut));
    expect(stopped.resume).toEqual([
      { code: "b", cursor: "1", limit: 3 },
      { code: "a", cursor: "2", limit: 1 },
      { code: "c", cursor: undefined, limit: 5 },
    ]);
    const { fanOut } = setup(["a", "b"], { limit: 3, onFailure: "skip" }, { ...failing, fail: refused });
    await collect(fanOut);
    expect(fanOut.skipped).toEqual([{ code: "b", cursor: "1", limit: 1, error: expect.any(Error) }]);
  });

  it("refuses a limit of a security that is not a count", () => {
    for (const limit of [0, -1, 1.5, Number.NaN]) {
      expect(() => setup([{ code: "a", limit }])).toThrow(expect.objectContaining({ code: "InvalidOption" }));
    }
  });

  it("reports the rest", async () => {
    const { fanOut } = setup(["a", "b", "c"], { concurrency: 2 });
    expect(fanOut.rest).toEqual(["a", "b", "c"].map((code) => ({ code, cursor: undefined })));
    const first: string[] = [];
    for await (const page of fanOut.pages()) if (first.push(...page.rows) === 6) break;
    expect(fanOut.rest).toEqual([
      { code: "b", cursor: "1" },
      { code: "a", cursor: "2" },
      { code: "c", cursor: undefined },
    ]);
    const second = await collect(setup(fanOut.rest).fanOut);
    expect([...first, ...second].sort()).toEqual((await collect(setup(["a", "b", "c"]).fanOut)).sort());
    await collect(fanOut);
    expect(fanOut.rest).toEqual([]);
  });
});

describe("leaving out what fails", () => {
  const skip: FanOutOptions = { onFailure: "skip" };
  const failAt = { code: "b", index: 1 };

  it("lets the others continue to their ends, and reports it immediately and at the end", async () => {
    const told: SkippedWalk<SecurityPlace>[] = [];
    const { fanOut } = setup(
      ["a", "b", "c", "d"],
      { ...skip, concurrency: 2, onSkip: (skipped) => told.push(skipped) },
      { failAt, fail: refused },
    );
    const rows: string[] = [];
    let toldAtRow = 0;
    for await (const row of fanOut) {
      rows.push(row);
      if (told.length > 0) toldAtRow ||= rows.length;
    }
    expect(rows.filter((row) => !row.startsWith("b"))).toHaveLength(18);
    expect(rows.filter((row) => row.startsWith("b"))).toEqual(["b0.0", "b0.1"]);
    expect(fanOut.skipped).toEqual([
      { code: "b", cursor: "1", error: expect.objectContaining({ message: "Unknown stock. b" }) },
    ]);
    expect(told).toEqual(fanOut.skipped);
    expect(toldAtRow).toBeLessThan(10);
    expect(fanOut.rest).toEqual([]);
    const { fanOut: rest } = setup(fanOut.skipped);
    rows.push(...(await collect(rest)));
    expect(rows.sort()).toEqual((await collect(setup(["a", "b", "c", "d"]).fanOut)).sort());
  });

  it("delivers every row or its position, whichever walk fails where", async () => {
    const plan = fc.array(fc.record({ pages: fc.integer({ min: 1, max: 4 }), failAt: fc.nat(5) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 4 }), async (plans, concurrency) => {
        const codes = plans.map((_, index) => `s${index}-`);
        const planOf = (code: string) => plans[codes.indexOf(code)] ?? { pages: 1, failAt: 9 };
        const start = (fails: boolean) => (code: string, options: ConstructorParameters<typeof Pager>[2]) =>
          new Pager(
            async ({ cursor }): Promise<Page<string>> => {
              const index = Number(cursor ?? 0);
              if (fails && index === planOf(code).failAt) throw refused();
              return {
                rows: [`${code}${index}`],
                cursor: index + 1 < planOf(code).pages ? String(index + 1) : undefined,
              };
            },
            rules,
            options,
          );
        const { fanOut } = fanOutOf(start(true), codes, { onFailure: "skip", concurrency });
        const rows = await collect(fanOut);
        const failing = plans.filter(({ pages, failAt: at }) => at < pages).length;
        expect(fanOut.skipped).toHaveLength(failing);
        if (failing > 0) rows.push(...(await collect(fanOutOf(start(false), fanOut.skipped).fanOut)));
        const all = plans.flatMap(({ pages }, code) =>
          Array.from({ length: pages }, (_, index) => `s${code}-${index}`),
        );
        expect(rows.sort()).toEqual(all.sort());
      }),
      { numRuns: 60 },
    );
  });

  it("continues when the callback throws, and logs it", async () => {
    const onSkip = () => {
      throw new Error("callback");
    };
    const { fanOut, entries } = setup(["a", "b"], { ...skip, onSkip }, { failAt, fail: refused });
    expect(await collect(fanOut)).toHaveLength(8);
    expect(fanOut.skipped).toHaveLength(1);
    expect(entries).toEqual([expect.objectContaining({ event: "callback-failed", callback: "onSkip" })]);
  });

  it("ends when all have failed", async () => {
    const { fanOut } = setup(["b"], skip, { failAt: { code: "b", index: 0 }, fail: refused });
    expect(await collect(fanOut)).toEqual([]);
    expect(fanOut.skipped.map(({ code, cursor }) => [code, cursor])).toEqual([["b", undefined]]);
  });

  it("starts over with each loop", async () => {
    const { fanOut } = setup(["a", "b"], skip, { failAt, fail: refused });
    await collect(fanOut);
    await collect(fanOut);
    expect(fanOut.skipped).toHaveLength(1);
  });

  it.each([
    ["the client was closed", () => createError("SessionClosed", "closed", { sent: false }), "ready"],
    ["the connection has ended for good", gone, "closed"],
  ])("is not done when %s", async (_, fail, status) => {
    const { fanOut, host } = setup(["a", "b", "c", "d"], { ...skip, concurrency: 2 }, { failAt, fail });
    host.state.status = status;
    const error = await failureOf(collect(fanOut));
    expect(error.failed).toEqual({ code: "b", cursor: "1" });
    expect(error.resume).toContainEqual({ code: "d", cursor: undefined });
    expect(error.skipped).toEqual([]);
    expect(fanOut.rest).toEqual(error.resume);
  });

  it("is not done when the caller aborts; the error lists what was skipped before", async () => {
    const abort = new AbortController();
    const { fanOut } = setup(
      ["a", "b", "c"],
      { ...skip, signal: abort.signal },
      { failAt, fail: refused, pages: () => 6 },
    );
    const walk = async () => {
      for await (const _ of fanOut.pages()) if (fanOut.skipped.length > 0) abort.abort();
    };
    const error = await failureOf(walk());
    expect(error.cause).toMatchObject({ code: "Aborted" });
    expect(error.skipped).toEqual([expect.objectContaining({ code: "b", cursor: "1" })]);
    expect(fanOut.rest.map(({ code }) => code)).not.toContain("b");
  });

  it("is not done when the iterable of codes throws", async () => {
    function* codes() {
      yield "a";
      throw new Error("no more codes");
    }
    await expect(collect(setup(codes(), skip).fanOut)).rejects.toThrow("no more codes");
  });

  it("covers an invalid code from an iterable, and never one from an array", async () => {
    async function* codes() {
      yield* ["HK.1", "700", "HK.2", "HK.1"];
    }
    const start = (code: string, options: ConstructorParameters<typeof Pager>[2]) => {
      security(code);
      return new Pager(async (): Promise<Page<string>> => ({ rows: [code], cursor: undefined }), rules, options);
    };
    const { fanOut } = fanOutOf(start, codes(), skip);
    expect(await collect(fanOut)).toEqual(["HK.1", "HK.2"]);
    expect(fanOut.skipped).toEqual([
      { code: "700", cursor: undefined, error: expect.objectContaining({ code: "InvalidCode" }) },
      { code: "HK.1", cursor: undefined, error: expect.objectContaining({ code: "InvalidOption" }) },
    ]);
    expect(() => fanOutOf(start, ["HK.1", "700"], skip)).toThrow(expect.objectContaining({ code: "InvalidCode" }));
  });
});

describe("toArray", () => {
  it("takes a number of rows of all together", async () => {
    const { fanOut, asked } = setup(["a", "b"], { concurrency: 1 });
    expect(await fanOut.toArray({ limit: 3 })).toEqual(["a0.0", "a0.1", "a1.0"]);
    expect(asked).not.toContain("b0");
    expect(await fanOut.toArray({ limit: Number.POSITIVE_INFINITY })).toHaveLength(12);
  });

  it("needs a limit unless each walk has one", async () => {
    expect(await setup(["a", "b"], { limit: 1 }).fanOut.toArray()).toEqual(["a0.0", "b0.0"]);
    expect(await setup(["a", "b"], { limit: 2 }).fanOut.toArray({ limit: 3 })).toEqual(["a0.0", "a0.1", "b0.0"]);
    await expect(setup(["a"]).fanOut.toArray()).rejects.toMatchObject({ code: "InvalidOption", option: "limit" });
    await expect(setup(["a"]).fanOut.toArray({ limit: 0 })).rejects.toMatchObject({ code: "InvalidOption" });
  });

  it("contains what it could fetch if others may be skipped", async () => {
    const { fanOut } = setup(["a", "b"], { onFailure: "skip" }, { failAt: { code: "b", index: 0 }, fail: refused });
    expect(await fanOut.toArray({ limit: Number.POSITIVE_INFINITY })).toHaveLength(6);
    expect(fanOut.skipped).toHaveLength(1);
  });
});

it.each<[string, SecurityStarts, FanOutOptions]>([
  ["concurrency", ["a"], { concurrency: 0 }],
  ["concurrency", ["a"], { concurrency: 1.5 }],
  ["concurrency", ["a"], { concurrency: Number.POSITIVE_INFINITY }],
  ["codes", ["a", "b", "a"], {}],
  ["codes", ["a", { code: "a", cursor: "1" }], {}],
  ["codes", [], {}],
  ["limit", ["a"], { limit: 0 }],
  ["timeoutMs", new Set(["a"]), { timeoutMs: -1 }],
  ["onSkip", ["a"], { onSkip: () => {} }],
])("refuses an invalid %s immediately", (option, securities, options) => {
  expect(() => setup(securities, options)).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
});

it.each<[object, string, string]>([
  [{ onFailure: "ignore" }, "onFailure", 'onFailure is "throw" or "skip", not ignore'],
  [{ onFailure: "skip", onSkip: 1 }, "onSkip", "onSkip is a function"],
  [{ prefetch: 1 }, "prefetch", "a walk over many has no option prefetch"],
  [{ from: "1" }, "from", "a walk over many has no option from"],
  [{ onfailure: "skip" }, "onfailure", "did you mean onFailure?"],
])("refuses %j from JavaScript", (options, option, message) => {
  const work = () => setup(new Set(["a"]), options);
  expect(work).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
  expect(work).toThrow(message);
});
