import type { Benchmark } from "../benchmark.ts";
import { recordPages } from "../record-pages.ts";
import { measureSides, timeOf, timeRatio } from "../rounds/measure-sides.ts";

const sides = ["opend", "futu-api", "protobuf-es", "protobufjs"];

export const decode: Benchmark = {
  name: "decode",
  title: "decode a page of 50 rows",
  about: `The reply with the newest 50 days of HK.00700, 4.2 kB, from bytes to objects. *opend*: the codec of the protocol, which
also checks required fields. *futu-api*: what it does with the body of a reply, by protobufjs 6. *protobuf-es*: \`fromBinary\`
of code by protoc-gen-es. *protobufjs*: static code of protobufjs 7, from a \`Buffer\`. *scan*: steps over every field and
makes nothing of it. All but the scan give the same values, which are compared.`,
  tried: `What is left is making the values: 50 rows, 50 texts, 150 bigints and 300 numbers, some 17 kB of memory, of which the
scan makes none. Tried on Node: a reader written by hand for this one message, without ts-proto, was no faster (within a
tenth), and took 5.5 µs of these 6 to 7 without its texts. Making rows by a constructor, or with all fields there from the
beginning, and leaving out what ts-proto generates against endless recursion made no difference. Texts by \`TextDecoder\`, by
\`Buffer\` or character by character, and 64-bit integers by way of a \`BigInt64Array\` or a \`DataView\` were slower on one
runtime or another. Bun makes bigints and texts slowly whoever asks for them; *futu-api* makes objects of two numbers instead.
What helped: a reader that takes short tags, short integers and dates the direct way (10 to 6.5 µs on Node 20).`,
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
      measures: [{ title: "time for a page", unit: "µs", better: "less", sides: times }],
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
