// Prints how our schema differs from that of the installed official client, one line for each difference: "+" is what we
// lack, "-" is what the official schema lacks, "~" is what differs, "?" needs an option: a field a meaning, a market its
// time zone and prefix, a file its protocol. Exits with code 1 when there is such a line.
import { buildDescriptors } from "@opend/test-kit/schema/descriptors";
import { countSchema, diffSchemas } from "../src/diff-schemas.ts";
import { marketValues, missingMarkets } from "../src/missing-markets.ts";
import { missingMeanings, needyFields, readOfficialMeanings } from "../src/missing-meanings.ts";
import { missingProtocols } from "../src/missing-protocols.ts";
import { wholeOfficialSchema } from "../src/official-schema.ts";
import { ourSchema } from "../src/our-schema.ts";

const ours = ourSchema();
const files = buildDescriptors();
const missing = [
  ...missingProtocols(files),
  ...missingMarkets(marketValues(files)),
  ...missingMeanings(needyFields(readOfficialMeanings())),
];
const lines = [...diffSchemas(ours, wholeOfficialSchema()), ...missing.map((line) => `? ${line}`)];
for (const line of lines) console.log(line);
const { files: fileCount, messages, fields, enums, values } = countSchema(ours);
const counts = `${fileCount} files, ${messages} messages, ${fields} fields, ${enums} enums, ${values} enum values`;
console.log(`${lines.length === 0 ? "no difference" : `${lines.length} different`}: ${counts}`);
process.exitCode = lines.length === 0 ? 0 : 1;
