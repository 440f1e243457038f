import { describe, expect, test } from "vitest";
import { runOpend } from "../testing/run-opend.js";

describe("a command line without a command", () => {
  test("prints the help on stdout", async () => {
    const { code, stdout, stderr } = await runOpend([]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/Usage: opend COMMAND[\s\S]*\n {2}candles /);
  });

  test.each([[["order"]], [["--demo", "order"]]])("%o prints the help of the group on stderr", async (args) => {
    const { code, stdout, stderr } = await runOpend(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/Usage: opend order[\s\S]*\n {2}place /);
  });

  test("an unknown command is told once", async () => {
    const { code, stdout, stderr } = await runOpend(["candle"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^opend: unknown command 'candle'.*candles.*\n$/);
  });
});
