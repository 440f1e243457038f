import { findRuntimes } from "@opend/test-programs/runtimes";
import { startWalkGateway } from "/work/main/apps/bench/src/start-walk-gateway.ts";
import { measureSides, rateOf, cpuOf } from "/work/main/apps/bench/src/rounds/measure-sides.ts";
import { walkSides } from "/work/main/apps/bench/src/benchmarks/walk-sides.ts";
const { nodes: [own, node24], deno, bun } = findRuntimes();
const rt = [own, node24, deno, bun].find((r) => r.name.startsWith(process.env.RT ?? "Node 20"))!;
await using g = await startWalkGateway();
for (const n of process.argv.slice(2).map(Number)) {
  const rounds = await measureSides(rt, { rounds: 9, roundMs: 100, warmUpMs: 1500, size: 1 }, walkSides(g, n));
  console.log(n, rounds.map((r) => `${r.side} ${rateOf(r).value.toFixed(0)}/s ${cpuOf(r).value.toFixed(1)}us`).join("; "));
}
process.exit(0);
