// Prints how our schema differs from that of the installed official client, one line for each difference: "+" is what we
// lack, "-" is what the official schema lacks, "~" is what differs, "?" is a field that needs a meaning and has none. Exits
// with code 1 when there is such a line.
import { countSchema, diffSchemas } from "../src/diff-schemas.ts";
import { missingMeanings, needyFields, readOfficialMeanings } from "../src/missing-meanings.ts";
import { wholeOfficialSchema } from "../src/official-schema.ts";
import { ourSchema } from "../src/our-schema.ts";

const ours = ourSchema();
const meanings = missingMeanings(needyFields(readOfficialMeanings()));
const lines = [...diffSchemas(ours, wholeOfficialSchema()), ...meanings.map((line) => `? ${line}`)];
for (const line of lines) console.log(line);
const { files, messages, fields, enums, values } = countSchema(ours);
const counts = `${files} files, ${messages} messages, ${fields} fields, ${enums} enums, ${values} enum values`;
console.log(`${lines.length === 0 ? "no difference" : `${lines.length} different`}: ${counts}`);
process.exitCode = lines.length === 0 ? 0 : 1;
