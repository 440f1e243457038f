import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { Screen } from "../base/screen.js";
import { duration, Progress } from "./progress.js";

function setup({ codes = 50, isTTY = true } = {}) {
  const lines: string[] = [];
  const stderr = Object.assign(
    new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(chunk.toString());
        done();
      },
    }),
    { isTTY, columns: 200 },
  );
  let nowMs = 0;
  let requests = 0;
  const totals = { codes, rateLimit: { requests: 30, perSeconds: 30 }, requests: () => requests };
  const progress = new Progress(new Screen(stderr, stderr), totals, () => nowMs);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const page = (code: string, isLast = false) => {
    requests++;
    progress.page(code, 50, isLast);
  };
  return { progress, pass, page, lines };
}

describe("the progress of a walk", () => {
  it("tells codes, pages, rows, requests, what it waits for, and the time that the limit leaves", () => {
    const { progress, page, pass } = setup();
    for (let index = 0; index < 15; index++) page("HK.00700", index === 14);
    page("US.AAPL");
    progress.wait(12_000);
    pass(500);
    // 49 codes of 15 pages each, one of them fetched: 734 requests, one a second.
    expect(progress.text()).toBe(
      "1/50 codes · 16 pages · 800 rows · 16 requests · waits 12 s for the frequency limit · about 12 min left",
    );
  });

  it("guesses no time before a code is done, nor when all are", () => {
    const { progress, page } = setup({ codes: 1 });
    page("HK.00700");
    expect(progress.text()).toBe("1 page · 50 rows · 1 request");
    page("HK.00700", true);
    expect(progress.text()).not.toContain("left");
  });

  it("says that it reconnects", () => {
    const { progress, page } = setup({ codes: 1 });
    page("HK.00700");
    progress.state("reconnecting");
    expect(progress.text()).toContain("reconnecting");
  });

  it("draws nothing once it is over, whatever the connection still tells", () => {
    const { progress, page, lines } = setup();
    page("HK.00700", true);
    progress.end();
    const drawn = lines.length;
    progress.state("");
    progress.wait(5000);
    expect(lines.length).toBe(drawn);
  });

  it("draws no more than four lines a second, and none without a terminal until half a minute is over", () => {
    const { page, pass, lines } = setup();
    for (let index = 0; index < 1000; index++) {
      page("HK.00700");
      pass(1);
    }
    expect(lines.length).toBeLessThanOrEqual(5);
    const piped = setup({ isTTY: false });
    piped.page("HK.00700");
    expect(piped.lines).toEqual([]);
    piped.pass(31_000);
    piped.page("HK.00700");
    expect(piped.lines).toEqual(["0/50 codes · 2 pages · 100 rows · 2 requests\n"]);
  });

  it.each([
    [400, "0.4 s"],
    [12_300, "12 s"],
    [420_000, "7 min"],
    [7_500_000, "2 h 5 min"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
