import { expect, it } from "vitest";
import { withOrderTables } from "./order-tables.js";
import { readText } from "./repository.js";

it("docs/trading.md has the order types and statuses of the contract: pnpm docs:protocols writes them", () => {
  const page = readText("docs/trading.md");
  expect(page).toBe(withOrderTables(page));
});
