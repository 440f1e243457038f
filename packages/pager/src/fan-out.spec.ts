import { createError, isOpendError, type OpendErrorOf } from "@opend/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FanOut, type FanOutOptions, type SecurityStarts } from "./fan-out.js";
import { type Page, Pager } from "./pager.js";

const rules = { pageSize: { min: 1, max: 50 }, isCursor: (cursor: string) => cursor !== "" && cursor !== "-1" };
const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Options {
  readonly pages?: (code: string) => number;
  readonly failAt?: { readonly code: string; readonly index: number };
  /** Turns of the event loop that a page takes. */
  readonly delay?: (code: string) => number;
}

/** Securities of so many pages of two rows, such as `a0.0`, `a0.1`. Records what was asked for and what was in flight. */
function setup(
  securities: SecurityStarts,
  options?: FanOutOptions,
  { pages = () => 3, failAt, delay = () => 0 }: Options = {},
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
        if (code === failAt?.code && index === failAt.index)
          throw createError("ConnectionLost", "gone", { sent: true });
        const rows = [`${code}${index}.0`, `${code}${index}.1`];
        return { rows, cursor: index + 1 < pages(code) ? String(index + 1) : undefined };
      },
      rules,
      pagerOptions,
    );
  return { fanOut: new FanOut(start, securities, options), asked, most: () => mostInFlight };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

async function failureOf(work: Promise<unknown>): Promise<OpendErrorOf<"FanOutFailed">> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isOpendError(error, "FanOutFailed")) throw new Error(`no FanOutFailed: ${String(error)}`);
  return error;
}

const placeOf = ({ code, index }: { readonly code: string; readonly index: number }) => `${code}${index}`;

describe("walking many securities", () => {
  it("gives a page of each in turn", async () => {
    const { fanOut } = setup(["a", "b", "c"], { concurrency: 2 }, { pages: (code) => (code === "a" ? 2 : 3) });
    const pages = await collect(fanOut.pages());
    expect(pages.map(placeOf)).toEqual(["a0", "b0", "a1", "b1", "c0", "b2", "c1", "c2"]);
    expect(pages[0]).toEqual({ code: "a", index: 0, cursor: "1", rows: ["a0.0", "a0.1"] });
  });

  it("gives the rows of those pages", async () => {
    const { fanOut } = setup(["a", "b"], {}, { pages: () => 1 });
    expect(await collect(fanOut)).toEqual(["a0.0", "a0.1", "b0.0", "b0.1"]);
  });

  it("asks for at most one page of each ahead, and for nothing before the first is wanted", async () => {
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

  it("waits for whose turn it is, so that a slow one gives as many pages as the others", async () => {
    const { fanOut } = setup(["slow", "b", "c"], {}, { delay: (code) => (code === "slow" ? 20 : 0) });
    const order = (await collect(fanOut.pages())).map(({ code }) => code);
    expect(order).toEqual(["slow", "b", "c", "slow", "b", "c", "slow", "b", "c"]);
  });

  it("ends at once when there is none", async () => {
    expect(await collect(setup([]).fanOut)).toEqual([]);
  });

  it("is a walk of its own in each loop over an array, which may be changed meanwhile", async () => {
    const codes = ["a", "b"];
    const { fanOut } = setup(codes, {}, { pages: () => 1 });
    codes.push("c");
    expect(await collect(fanOut)).toEqual(await collect(fanOut));
    expect(await collect(fanOut)).toHaveLength(4);
  });

  it("takes limit and maxPages for each security", async () => {
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

  it("gives all rows of all, whatever their number, pages and speed", async () => {
    const shape = fc.array(fc.record({ pages: fc.integer({ min: 1, max: 5 }), delay: fc.nat({ max: 3 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(shape, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (shapes, concurrency, isArray) => {
        const codes = shapes.map((_, index) => `s${index}-`);
        const shapeOf = (code: string) => shapes[codes.indexOf(code)] ?? { pages: 1, delay: 0 };
        const { fanOut, most } = setup(
          isArray ? codes : new Set(codes),
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

  it("that is slow does not hold up what is there", async () => {
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

  it("that fails, or gives a security twice, ends the walk when those before are done", async () => {
    function* failing() {
      yield "a";
      throw new Error("no more codes");
    }
    for (const [codes, message] of [
      [failing(), "no more codes"],
      [new Set(["a", { code: "a" }]), "a stands twice"],
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
  it("ends all, with the cursors from which the rest is had", async () => {
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
      security: "b",
      cursor: "1",
      securitiesTaken: 3,
      resume: [
        { code: "b", cursor: "1" },
        { code: "c", cursor: "1" },
        { code: "a", cursor: "2" },
      ],
    });
    expect(error.message).toBe("b: gone");
    expect(error.cause).toMatchObject({ code: "ConnectionLost" });
    const { fanOut: rest } = setup([...error.resume, "d"]);
    rows.push(...(await collect(rest)));
    expect(rows.sort()).toEqual((await collect(setup(["a", "b", "c", "d"]).fanOut)).sort());
  });

  it("names no walk that is at its end", async () => {
    const { fanOut } = setup(
      ["a", "b"],
      {},
      { pages: (code) => (code === "a" ? 1 : 3), failAt: { code: "b", index: 0 } },
    );
    expect((await failureOf(collect(fanOut))).resume).toEqual([{ code: "b", cursor: undefined }]);
  });
});

describe("leaving", () => {
  it("by break asks for nothing more", async () => {
    const { fanOut, asked } = setup(["a", "b", "c"], { concurrency: 2 });
    for await (const _ of fanOut) break;
    const before = asked.length;
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(asked).toHaveLength(before);
  });

  it("by a signal says from where to go on", async () => {
    const abort = new AbortController();
    const { fanOut } = setup(["a", "b"], { signal: abort.signal }, { delay: () => 1 });
    const reason = new Error("enough");
    const error = await failureOf(
      (async () => {
        for await (const _ of fanOut.pages()) abort.abort(reason);
      })(),
    );
    expect(error.cause).toMatchObject({ code: "Aborted", cause: reason });
    expect(error.resume.map(({ code }) => code).sort()).toEqual(["a", "b"]);
  });
});

it.each<[string, SecurityStarts, FanOutOptions]>([
  ["concurrency", ["a"], { concurrency: 0 }],
  ["concurrency", ["a"], { concurrency: 1.5 }],
  ["concurrency", ["a"], { concurrency: Number.POSITIVE_INFINITY }],
  ["codes", ["a", "b", "a"], {}],
  ["codes", ["a", { code: "a", cursor: "1" }], {}],
  ["limit", ["a"], { limit: 0 }],
])("refuses at once what is wrong with %s", (option, securities, options) => {
  expect(() => setup(securities, options)).toThrow(expect.objectContaining({ code: "InvalidOption", option }));
});
