import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBytes } from "../../sides/harness/pages.ts";
import type { RecordedReply } from "../../sides/harness/recorded-reply.ts";
import type { Benchmark } from "../benchmark.ts";
import { recordPages } from "../record-pages.ts";
import { recordSnapshots } from "../record-snapshots.ts";
import { measureSides, timeOf, timeRatio } from "../rounds/measure-sides.ts";

export const plain: Benchmark = {
  name: "plain",
  title: "plain values from bytes",
  about: `Each side turns a reply from bytes into values that \`JSON.stringify\` takes: a page of 50 rows of daily short volume, and
400 snapshots. *opend* decodes the message and makes its plain form: codes as text, enums by name, moments in ISO 8601 with
the offset of the market, quantities as numbers. *futu-api, decode* only decodes, to messages whose 64-bit integers are
objects of two numbers. *futu-api, toJSON* also makes plain objects of them, which are the wire's: numbers for enums, text
for 64-bit integers. Rows and prices are compared.`,
  tried: `A first version looped over a table of fields. It took five times as long as decoding with *futu-api*: a loop that reads and
writes fields by their names is slow, and so is \`Date.toISOString\`, of which it needed one for each row. Now the functions are
generated with the fields written out, days come from a list for each year, and the offset, day and time of the last value are
kept, since the rows of a reply mostly share them. On Node 20 a page went from 58 to 8 µs, 5 of which are decoding. Bun makes
strings and numbers from bigints slowly, as the section on decoding says.`,
  onEveryRuntime: true,
  async measure(runtime, effort) {
    const [page] = await recordPages();
    if (page === undefined) throw new Error("the gateway has no pages");
    const folder = mkdtempSync(join(tmpdir(), "opend-bench-"));
    const measure = async (protocol: RecordedReply["protocol"], reply: Uint8Array) => {
      const file = join(folder, protocol);
      writeFileSync(file, reply);
      return await measureSides(runtime, effort, [
        { side: "opend", program: "plain/opend", settings: { protocol, file } },
        { side: "futu-api, decode", program: "plain/futu-api", settings: { protocol, file, toJson: false } },
        { side: "futu-api, toJSON", program: "plain/futu-api", settings: { protocol, file, toJson: true } },
      ]);
    };
    const pages = await measure("Qot_GetDailyShortVolume", toBytes(page.reply));
    const snapshots = await measure("Qot_GetSecuritySnapshot", await recordSnapshots(400));
    rmSync(folder, { recursive: true });
    return {
      measures: [
        { title: "page of 50 rows", unit: "µs", better: "less", sides: pages.map(timeOf) },
        { title: "400 snapshots", unit: "µs", better: "less", sides: snapshots.map(timeOf) },
      ],
      goals: [
        asFast("page of 50 rows", timeRatio(pages, "futu-api, decode", "opend")),
        asFast("400 snapshots", timeRatio(snapshots, "futu-api, decode", "opend")),
      ],
    };
  },
};

function asFast(what: string, figure: number) {
  return { text: `as fast as futu-api only decodes, ${what}`, figure, unit: "×", bound: { atLeast: 1 } };
}
