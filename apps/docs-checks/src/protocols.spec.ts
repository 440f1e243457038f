import { expect, it } from "vitest";
import { protocolsPage } from "./protocols-page.js";
import { readText } from "./repository.js";

it("docs/protocols.md matches the schema: pnpm docs:protocols writes it", () => {
  expect(readText("docs/protocols.md")).toBe(protocolsPage());
});
