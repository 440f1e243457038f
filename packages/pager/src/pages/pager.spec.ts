import { getEventListeners } from "node:events";
import { isOpendError } from "@opend/core";
import { createError } from "@opend/core/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPagerError } from "../errors/pager-error.js";
import { type Page, type PageRequest, Pager } from "./pager.js";
import type { PagerOptions } from "./pager-options.js";

const rules = { pageSize: { min: 1, max: 50 }, isCursor: (cursor: string) => cursor !== "" && cursor !== "-1" };

/** Pages by cursor: cursor `k` is for page number k, and the first page has none. Records the requests. */
function pagerOver(pages: readonly (readonly number[])[], options?: PagerOptions, failAt?: number) {
  const asked: (string | undefined)[] = [];
  const fetch = async ({ cursor, signal }: PageRequest): Promise<Page<number>> => {
    asked.push(cursor);
    if (signal?.aborted) throw createError("Aborted", "aborted", {}, { cause: signal.reason });
    const index = Number(cursor ?? 0);
    if (index === failAt) throw createError("ConnectionLost", "gone", { sent: true });
    const isLast = index === pages.length - 1;
    return { rows: pages[index] ?? [], cursor: isLast ? undefined : String(index + 1) };
  };
  return { pager: new Pager(fetch, rules, options), asked };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isOpendError(error)) throw new Error(`no OpendError: ${String(error)}`);
  return error;
}

describe("walking", () => {
  it("yields all rows in order and stops at the end", async () => {
    const { pager, asked } = pagerOver([[1, 2], [3], [4, 5]]);
    expect(await collect(pager)).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([undefined, "1", "2"]);
  });

  it.each([
    ["first", [[], [1], [2]], [1, 2]],
    ["middle", [[1], [], [2]], [1, 2]],
    ["last", [[1], [2], []], [1, 2]],
    ["only", [[]], []],
  ])("continues past an empty %s page", async (_, pages, rows) => {
    expect(await collect(pagerOver(pages).pager)).toEqual(rows);
  });

  it("starts over with every loop", async () => {
    const { pager, asked } = pagerOver([[1], [2]]);
    expect(await collect(pager)).toEqual(await collect(pager));
    expect(asked).toEqual([undefined, "1", undefined, "1"]);
  });

  it("numbers the pages and adds the cursor after each", async () => {
    const pages = await collect(pagerOver([[1], [2], [3]]).pager.pages());
    expect(pages.map(({ index, cursor }) => [index, cursor])).toEqual([
      [0, "1"],
      [1, "2"],
      [2, undefined],
    ]);
  });

  it("queues overlapping calls of next()", async () => {
    const iterator = pagerOver([[1], [2], [3]]).pager[Symbol.asyncIterator]();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ value }) => value)).toEqual([1, 2, 3, undefined]);
  });
});

describe("stopping", () => {
  it("fetches no further page after break", async () => {
    const { pager, asked } = pagerOver([[1, 2], [3], [4]]);
    for await (const row of pager) if (row === 2) break;
    expect(asked).toEqual([undefined]);
  });

  it("delivers the first row before it fetches the second page", async () => {
    const { pager, asked } = pagerOver([[1], [2]]);
    const iterator = pager[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toBe(1);
    expect(asked).toEqual([undefined]);
    await iterator.return?.();
  });

  it("fetches one page ahead with prefetch, and drops it on break", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const pager = new Pager<number>(
      async ({ cursor, signal }) => {
        signals.push(signal);
        if (cursor === "1")
          await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
        return { rows: [1], cursor: "1" };
      },
      rules,
      { prefetch: 1 },
    );
    for await (const _ of pager) break;
    expect(signals).toHaveLength(2);
    expect(signals[1]?.aborted).toBe(true);
  });

  it.each([1, 2, 3, 5, 9])(
    "yields at most %i rows with that limit and fetches no more pages than needed",
    async (limit) => {
      const { pager, asked } = pagerOver(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        { limit },
      );
      expect(await collect(pager)).toEqual([1, 2, 3, 4, 5, 6].slice(0, limit));
      expect(asked).toHaveLength(Math.min(3, Math.ceil(limit / 2)));
    },
  );

  it("collects into an array, up to a required limit", async () => {
    const { pager, asked } = pagerOver([[1, 2], [3, 4], [5]]);
    expect(await pager.toArray({ limit: 3 })).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "1"]);
    expect(await pager.toArray({ limit: Number.POSITIVE_INFINITY })).toEqual([1, 2, 3, 4, 5]);
  });

  it("collects up to the pager's limit, or the smaller of both", async () => {
    const pages = [[1, 2], [3, 4], [5]];
    expect(await pagerOver(pages, { limit: 3 }).pager.toArray()).toEqual([1, 2, 3]);
    expect(await pagerOver(pages, { limit: 3 }).pager.toArray({ limit: 2 })).toEqual([1, 2]);
    expect(await pagerOver(pages, { limit: 2 }).pager.toArray({ limit: 3 })).toEqual([1, 2]);
    expect(await pagerOver(pages, { limit: Number.POSITIVE_INFINITY }).pager.toArray()).toHaveLength(5);
  });

  it.each([0 as const, 1 as const])(
    "ends immediately while waiting for a page, and aborts the request (prefetch %i)",
    async (prefetch) => {
      const signals: (AbortSignal | undefined)[] = [];
      const stalled = new Pager<number>(
        async ({ signal }) => {
          signals.push(signal);
          return await new Promise<never>(() => {});
        },
        rules,
        { prefetch },
      );
      for (const iterator of [stalled[Symbol.asyncIterator](), stalled.pages()]) {
        const waiting = iterator.next();
        await iterator.return();
        expect(await waiting).toEqual({ done: true, value: undefined });
        expect(signals.at(-1)?.aborted).toBe(true);
      }
      expect(signals).toHaveLength(2);
    },
  );

  it("keeps one listener at most on a signal that outlives any number of walks", async () => {
    const { signal } = new AbortController();
    for (let walk = 0; walk < 20; walk++) {
      expect(await collect(pagerOver([[1], [2], [3]], { signal, prefetch: 1 }).pager)).toHaveLength(3);
      for await (const _ of pagerOver([[1], [2]], { signal }).pager) break;
    }
    expect(getEventListeners(signal, "abort").length).toBeLessThanOrEqual(1);
  });

  it("shares one listener on a signal with all walks, since runtimes warn about more than ten", async () => {
    const stop = new AbortController();
    const stalled = () =>
      new Pager<number>(
        ({ signal }) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
        rules,
        { signal: stop.signal },
      );
    const walks = Array.from({ length: 20 }, () => failureOf(collect(stalled())));
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(1);
    stop.abort(new Error("enough"));
    for (const error of await Promise.all(walks)) expect(error.cause).toMatchObject({ message: "enough" });
  });

  it("fetches only one page", async () => {
    const { pager, asked } = pagerOver([[1], [2], [3]], { from: "1" });
    expect(await pager.page()).toEqual({ rows: [2], cursor: "2", index: 0 });
    expect(asked).toEqual(["1"]);
  });
});

describe("failing", () => {
  it("carries the cursor that fetches the failed page, and the cause", async () => {
    const error = await failureOf(collect(pagerOver([[1, 2], [3], [4]], {}, 1).pager));
    expect(error).toMatchObject({ code: "PageFailed", cursor: "1", pagesFetched: 1, rowsFetched: 2, retryable: true });
    expect(isOpendError(error.cause, "ConnectionLost")).toBe(true);
  });

  it("has no cursor when the first page failed", async () => {
    const { pager } = pagerOver([[1]], {}, 0);
    expect(await failureOf(collect(pager))).toMatchObject({ code: "PageFailed", cursor: undefined });
    expect(await failureOf(pager.page())).toMatchObject({ code: "PageFailed", cursor: undefined });
  });

  it("delivers the page before it reports that the one ahead failed", async () => {
    const rows: number[] = [];
    const walk = async () => {
      for await (const row of pagerOver([[1, 2], [3]], { prefetch: 1 }, 1).pager) rows.push(row);
    };
    expect(await failureOf(walk())).toMatchObject({ code: "PageFailed", cursor: "1" });
    expect(rows).toEqual([1, 2]);
  });

  it("stops with Aborted and the cursor to resume from", async () => {
    const stop = new AbortController();
    const { pager } = pagerOver([[1], [2], [3]], { signal: stop.signal });
    const rows: number[] = [];
    const walk = async () => {
      for await (const row of pager) {
        rows.push(row);
        if (row === 2) stop.abort();
      }
    };
    expect(await failureOf(walk())).toMatchObject({ code: "Aborted", cursor: "2" });
    expect(rows).toEqual([1, 2]);
  });

  it.each([
    ["itself", ["a", "a"], 2],
    ["an earlier one", ["a", "b", "a"], 3],
  ])("ends when a page's cursor repeats %s, after its rows", async (_, cursors, pageCount) => {
    let call = 0;
    const pager = new Pager<number>(async () => ({ rows: [call], cursor: cursors[call++] }), rules);
    const rows: number[] = [];
    const walk = async () => {
      for await (const row of pager) rows.push(row);
    };
    expect(await failureOf(walk())).toMatchObject({ code: "RepeatedCursor", cursor: "a" });
    expect(rows).toHaveLength(pageCount);
  });

  it("ends when the first page returns the cursor that was resumed from", async () => {
    const pager = new Pager<number>(async () => ({ rows: [1], cursor: "x" }), rules, { from: "x" });
    expect(await failureOf(collect(pager))).toMatchObject({ code: "RepeatedCursor" });
  });

  describe("behind an offset", () => {
    const byOffset = { ...rules, fields: { offset: "offset", rows: ["rows"] } };
    const stuck =
      (size: number, asked: (string | undefined)[]) =>
      async ({ cursor }: PageRequest) => {
        asked.push(cursor);
        const rows = Array.from({ length: size }, (_, index) => ({ code: index }));
        return { rows, cursor: String(Number(cursor ?? 0) + size) };
      };

    it.each([0 as const, 1 as const])(
      "ends when a page comes again, before its rows (prefetch %i)",
      async (prefetch) => {
        const asked: (string | undefined)[] = [];
        const rows: unknown[] = [];
        const walk = async () => {
          for await (const row of new Pager(stuck(200, asked), byOffset, { prefetch })) rows.push(row);
        };
        const error = await failureOf(walk());
        expect(error).toMatchObject({ code: "RepeatedCursor", cursor: "200", pagesFetched: 1, rowsFetched: 200 });
        expect(error.message).toContain("the same 200 rows again");
        expect(rows).toHaveLength(200);
        expect(asked).toEqual([undefined, "200"]);
      },
    );

    it("does not compare pages that continue by a key, since the key shows repetition", async () => {
      const asked: (string | undefined)[] = [];
      expect(await new Pager(stuck(20, asked), rules, { limit: 100 }).toArray()).toHaveLength(100);
    });

    it("ends when the last page repeats the one before", async () => {
      const rows = Array.from({ length: 20 }, (_, index) => ({ code: index }));
      const pager = new Pager(
        async ({ cursor }) => ({ rows, cursor: cursor === undefined ? "20" : undefined }),
        byOffset,
      );
      expect(await failureOf(collect(pager))).toMatchObject({ code: "RepeatedCursor" });
    });
  });

  it.each([
    createError("InvalidMessage", "wrong", { messageName: "Message", path: undefined }),
    createError("InvalidOption", "wrong", { option: "option" }),
    createError("InvalidCode", "wrong", { input: "code" }),
    createError("Unsupported", "wrong", { feature: "feature" }),
  ])("throws $code unchanged: it is about the call, not about a page", async (cause) => {
    const pager = new Pager<number>(async () => await Promise.reject(cause), rules);
    expect(await failureOf(collect(pager))).toBe(cause);
    expect(await failureOf(pager.page())).toBe(cause);
  });

  it("throws at maxPages only when there are more pages", async () => {
    const pages = [[1], [2], [3]];
    expect(await failureOf(collect(pagerOver(pages, { maxPages: 2 }).pager))).toMatchObject({
      code: "TooManyPages",
      maxPages: 2,
      cursor: "2",
      rowsFetched: 2,
    });
    expect(await collect(pagerOver(pages, { maxPages: 3 }).pager)).toEqual([1, 2, 3]);
  });

  it("gives up on a gateway that sends empty pages without end", async () => {
    let call = 0;
    const pager = new Pager<number>(async () => ({ rows: [], cursor: String(++call) }), rules);
    expect(await failureOf(collect(pager))).toMatchObject({ code: "TooManyPages", pagesFetched: 100 });
  });
});

describe("options", () => {
  it.each<[PagerOptions, "InvalidOption" | "InvalidPageSize" | "InvalidCursor"]>([
    [{ pageSize: 0 }, "InvalidPageSize"],
    [{ pageSize: 51 }, "InvalidPageSize"],
    [{ pageSize: 1.5 }, "InvalidPageSize"],
    [{ pageSize: Number.NaN }, "InvalidPageSize"],
    [{ from: "" }, "InvalidCursor"],
    [{ from: "-1" }, "InvalidCursor"],
    [{ limit: 0 }, "InvalidOption"],
    [{ limit: 1.5 }, "InvalidOption"],
    [{ maxPages: -1 }, "InvalidOption"],
    [{ timeoutMs: -1 }, "InvalidOption"],
    [{ timeoutMs: 0 }, "InvalidOption"],
    [{ timeoutMs: Number.NaN }, "InvalidOption"],
  ])("refuses %j with %s before anything is fetched", (options, code) => {
    expect(() => pagerOver([[1]], options)).toThrow(expect.objectContaining({ code }));
  });

  it("says what page sizes are allowed", () => {
    expect(() => pagerOver([[1]], { pageSize: 51 })).toThrow("pageSize is a whole number from 1 to 50, not 51");
  });

  it.each<[object, string, string]>([
    [{ since: "2026-01-01" }, "since", "a pager has no option since"],
    [{ pagesize: 10 }, "pagesize", "did you mean pageSize?"],
    [{ timeout: 10 }, "timeout", "did you mean timeoutMs?"],
    [{ signal: "stop" }, "signal", "signal is an AbortSignal"],
    [{ limit: "20" }, "limit", "limit is a whole number"],
  ])("refuses %j from JavaScript", (options, option, message) => {
    const work = () => pagerOver([[1]], options);
    expect(work).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
    expect(work).toThrow(message);
  });

  it("says what to write when toArray has no limit", async () => {
    const error = await failureOf(pagerOver([[1]]).pager.toArray());
    expect(error).toMatchObject({ code: "InvalidOption", option: "limit" });
    expect(error.message).toContain("write toArray({ limit: 100 }), or toArray({ limit: Infinity })");
  });

  it("requires a limit for toArray", async () => {
    expect(await failureOf(pagerOver([[1]]).pager.toArray({ limit: 0 }))).toMatchObject({
      code: "InvalidOption",
      option: "limit",
    });
  });
});

describe("resuming", () => {
  it("yields exactly the rows of an undisturbed walk, wherever it fails", async () => {
    const pagesOfRows = fc.array(fc.array(fc.integer(), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        pagesOfRows,
        fc.nat(8),
        fc.constantFrom(0 as const, 1 as const),
        async (pages, failAt, prefetch) => {
          const rows: number[] = [];
          const walk = async (options: PagerOptions, fail?: number) => {
            for await (const row of pagerOver(pages, { ...options, prefetch }, fail).pager) rows.push(row);
          };
          try {
            await walk({}, failAt);
          } catch (error) {
            if (!isPagerError(error, "PageFailed")) throw error;
            await walk({ from: error.cursor });
          }
          expect(rows).toEqual(pages.flat());
        },
      ),
    );
  });
});
