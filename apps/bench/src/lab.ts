import { findRuntimes } from "@opend/test-programs/runtimes";
import { recordPages } from "./record-pages.ts";
import { measureSides, timeOf } from "./rounds/measure-sides.ts";
const { nodes: [own, node24], deno, bun } = findRuntimes();
const [page] = await recordPages();
const kinds = process.argv.slice(2);
for (const rt of (process.env.RT ? [own, node24, deno, bun].filter((r) => r.name.startsWith(process.env.RT!)) : [own, node24, deno, bun])) {
  const rounds = await measureSides(rt, { rounds: 15, roundMs: 40, size: 1 }, [...kinds.map((kind) => ({ side: kind, program: "lab/run", settings: { ...page, kind } })), { side: "futu-api", program: "decode/futu-api", settings: page!, isChecked: false }, { side: "scan", program: "decode/scan", settings: page!, isChecked: false }]);
  console.log(rt.name, rounds.map(timeOf).map(({ side, value }) => `${side} ${value.toFixed(2)}`).join(", "));
}
