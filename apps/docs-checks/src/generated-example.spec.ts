import { expect, it } from "vitest";
import { readText } from "./repository.js";

const block = /^```typescript\n\/\/ (packages\/core\/src\/gen\/\S+)\n([\s\S]*?)^```$/gm;
const blocks = [...readText("docs/architecture.md").matchAll(block)];

it("the architecture shows what is generated", () => {
  expect(blocks).toHaveLength(1);
});

it.each(blocks.map(([, file = "", text = ""]) => [file, text]))("%s is generated as it is shown", (file, text) => {
  const generated = readText(file);
  // A line of its own with an ellipsis stands for what is left out.
  for (const part of text.split(/^ *…\n/m)) expect(generated).toContain(part.trimEnd());
});
