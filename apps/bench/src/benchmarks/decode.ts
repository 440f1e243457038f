import type { Benchmark } from "../benchmark.ts";
import { recordPages } from "../record-pages.ts";
import { measureSides, timeOf, timeRatio } from "../rounds/measure-sides.ts";

const sides = ["opend", "futu-api", "protobuf-es", "protobufjs"];

export const decode: Benchmark = {
  name: "decode",
  title: "decode a page of 50 rows",
  about: `Each side decodes the reply with the newest 50 days of HK.00700, 4.2 kB, from bytes to objects. *opend* uses the codec
of the protocol, which also checks required fields. *futu-api* uses its own code for reply bodies (protobufjs 6).
*protobuf-es* uses \`fromBinary\` with code by protoc-gen-es. *protobufjs* uses static code of protobufjs 7, reading
from a \`Buffer\`. *scan* steps over every field and makes no values. All sides but the scan must return the same
values, which are compared.`,
  tried: `What is left is making the values: 50 rows, 50 strings, 150 bigints and 300 numbers, about 17 kB of memory. The scan
makes none of them. On Node, a reader written by hand for this one message, without ts-proto, was no faster (within a
tenth). Without the strings, that reader took 5.5 of the 6 to 7 µs. Three changes made no difference: making rows with a
constructor, making rows with all fields from the start, and leaving out ts-proto's guard against endless recursion.
Other ways were slower on one runtime or another: strings made by \`TextDecoder\`, by \`Buffer\` or character by
character, and 64-bit integers made through a \`BigInt64Array\` or a \`DataView\`. Bun is slow at making bigints and
strings, whoever asks for them. *futu-api* avoids bigints and makes objects of two numbers instead.

What helped: a reader with direct paths for short tags, short integers and dates (10 to 6.5 µs on Node 20).`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    const [settings] = await recordPages();
    if (settings === undefined) throw new Error("the gateway has no pages");
    const rounds = await measureSides(runtime, effort, [
      ...sides.map((side) => ({ side, program: `decode/${side}`, settings })),
      { side: "scan", program: "decode/scan", settings, isChecked: false },
    ]);
    const times = rounds.map(timeOf);
    return {
      measures: [{ title: "time per page", unit: "µs", better: "less", sides: times }],
      goals: [
        {
          text: "as fast as futu-api",
          figure: timeRatio(rounds, "futu-api", "opend"),
          unit: "×",
          bound: { atLeast: 3 },
        },
        { text: "the scan's time", figure: timeRatio(rounds, "opend", "scan"), unit: "×", bound: { atMost: 2 } },
      ],
    };
  },
};
