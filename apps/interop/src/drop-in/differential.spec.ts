import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { type Comparison, compare, compareTables } from "./compare.js";
import { officialCalls } from "./official-calls.js";
import { officialMethods } from "./official-methods.js";
import { type Pair, pairs } from "./packages.js";
import { runBoth } from "./run-both.js";
import { type Scenario, scenarios } from "./scenarios.js";
import { type Row, tableOfGuide, writeGuide } from "./table-page.js";

const rows: Row[] = [];

describe.each(pairs)("one program on $name and on ours", (pair) => {
  const calls = JSON.stringify(officialCalls(officialMethods(pair)));

  it.each(scenarios)("$title", async (scenario) => {
    const { compared, equal, differences } = await run(pair, scenario, calls);
    const intended = (scenario.intended ?? []).filter(({ only = pair.name }) => only === pair.name);
    expect(differences).toEqual(intended.map(({ official, ours }) => ({ official, ours })));
    rows.push({ name: pair.name, title: scenario.title, compared, equal, intended });
  });
});

it("makes the table of the guide", () => {
  const { made, shown } = tableOfGuide(rows);
  if (process.env["OPEND_WRITE_DOCS"]) writeGuide(made);
  else expect(shown, "rewrite it with `pnpm docs:drop-in`").toBe(made);
});

async function run(pair: Pair, { name, open, pushes }: Scenario, calls: string): Promise<Comparison> {
  const folder = await tempFolder({ "calls.json": calls });
  const settings = { callsFile: `${folder}/calls.json`, ...(pushes && { pushes: pushes(pair) }) };
  const both = await runBoth(pair, name, () => open(pair), settings);
  // moomoo-api is older: ours has the fields and values that came later.
  return name === "tables" ? compareTables(both, pair.brand === "moomoo") : compare(both, pair.brand === "moomoo");
}
