import { expect, it } from "vitest";
import { protocolsPage } from "./protocols-page.js";
import { readText } from "./repository.js";

it("docs/protocols.md is what the schema says: pnpm docs:protocols writes it", () => {
  expect(readText("docs/protocols.md")).toBe(protocolsPage());
});
