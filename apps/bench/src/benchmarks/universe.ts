import type { Benchmark } from "../benchmark.ts";
import type { SideValue } from "../result.ts";
import { measureColdSides } from "../rounds/measure-cold-sides.ts";
import { figureOf } from "../rounds/measure-sides.ts";
import { inMegabytes } from "../rounds/units.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";

const fullCodes = 10_000;
const pagesOfCode = 15;
const parts = 10;

export const universe: Benchmark = {
  name: "universe",
  title: "10,000 codes × 15 pages",
  about: `One walk reads all codes, four at a time, 7,500,000 rows, and is measured in ten equal parts. If the walk kept anything
of a page or a security, later parts would take more memory. If it looked anything up in what it has walked, later parts
would take more time. The gateway is another process and answers with recorded pages, the same 15 for every code. Both
goals leave out the first fifth, in which the runtime compiles the program. Heap is what is in use after a collection,
outside memory included. The goal, 0.5 MB more between the fourth and the tenth part, is less than one reference of
eight bytes for each of the 90,000 pages between them. The walk keeps the codes that it has walked, because it refuses a
code that comes twice.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    await using gateway = await startWalkGateway({ pageCount: pagesOfCode });
    const withCollection = { ...runtime, args: ["--expose-gc", ...runtime.args] };
    const codes = fullCodes * effort.size;
    const settings = { url: gateway.tcpUrl, pagesOfCode, parts };
    const [walk] = await measureColdSides(
      withCollection,
      1,
      [{ side: "opend", program: "universe/opend", settings }],
      codes,
    );
    if (walk === undefined) throw new Error("nothing was measured");
    const ofParts = (name: string) =>
      Array.from({ length: parts }, (_, part): SideValue => {
        const upTo = ((part + 1) * codes) / parts;
        return { side: `opend, code ${upTo.toLocaleString("en")}`, value: figureOf(walk, `${name} ${part + 1}`).value };
      });
    const times = ofParts("time");
    const heaps = ofParts("heap").map(inMegabytes);
    return {
      measures: [
        { title: "time per page, up to", unit: "µs", better: "less", sides: times.map(inMicroseconds) },
        { title: "heap at", unit: "MB", better: "less", sides: heaps },
      ],
      goals: [
        {
          text: "the time per page, last fifth over second fifth",
          figure: sumOf(times, 8, 10) / sumOf(times, 2, 4),
          unit: "×",
          bound: { atMost: 1.25 },
        },
        {
          text: "more heap at the tenth part than at the fourth",
          figure: sumOf(heaps, 9, 10) - sumOf(heaps, 3, 4),
          unit: "MB",
          bound: { atMost: 0.5 },
        },
      ],
    };
  },
};

function inMicroseconds({ side, value }: SideValue): SideValue {
  return { side, value: value * 1000 };
}

function sumOf(values: readonly SideValue[], from: number, to: number): number {
  return values.slice(from, to).reduce((sum, { value }) => sum + value, 0);
}
