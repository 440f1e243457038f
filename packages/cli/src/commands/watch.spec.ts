import { expect, it } from "vitest";
import { runOpend } from "../testing/run-opend.js";

it("refuses a session without candles or trades, before it connects", async () => {
  const { code, stderr } = await runOpend(["watch", "US.AAPL", "--session", "all", "--demo"]);
  expect(code).not.toBe(0);
  expect(stderr).toContain("--session is for candles and trades");
});

it("refuses single orders without a book, before it connects", async () => {
  const { code, stderr } = await runOpend(["watch", "HK.00700", "--orders", "--demo"]);
  expect(code).not.toBe(0);
  expect(stderr).toContain("--orders needs --book");
});

it("refuses single orders of other markets", async () => {
  const { code, stderr } = await runOpend(["watch", "US.AAPL", "--book", "--orders", "--json", "--demo"]);
  expect(code).not.toBe(0);
  expect(stderr).toContain("orders is for HK securities, not for US.AAPL");
});
