import { expect, it } from "vitest";
import { readText } from "./repository.js";

const block = /^```typescript\n\/\/ (packages\/core\/src\/gen\/\S+)\n([\s\S]*?)^```$/gm;
const blocks = [...readText("docs/architecture.md").matchAll(block)];

it("docs/architecture.md shows generated code", () => {
  expect(blocks).toHaveLength(1);
});

it.each(blocks.map(([, file = "", text = ""]) => [file, text]))("%s matches the generated file", (file, text) => {
  const generated = readText(file);
  // A line with only an ellipsis stands for omitted lines.
  for (const part of text.split(/^ *…\n/m)) expect(generated).toContain(part.trimEnd());
});
