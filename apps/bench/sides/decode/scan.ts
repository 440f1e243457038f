import { type RecordedPage, toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { reply } = readSettings<RecordedPage>();
const bytes = toBytes(reply);
const s2cField = 4;
const listFields = [1, 2];

await serveRounds((times) => {
  let fields = 0;
  for (let n = 0; n < times; n++) fields = countFields(0, bytes.length, 0);
  return { check: fields };
});

/** Reads every tag and skips every value. Builds nothing. */
function countFields(start: number, end: number, depth: number): number {
  let fields = 0;
  let position = start;
  while (position < end) {
    const tag = bytes[position++] ?? 0;
    fields++;
    switch (tag & 7) {
      case 0:
        while ((bytes[position++] ?? 0) >= 128);
        break;
      case 1:
        position += 8;
        break;
      case 2: {
        let length = bytes[position++] ?? 0;
        if (length >= 128) length = (length & 127) | ((bytes[position++] ?? 0) << 7);
        const isMessage = depth === 0 ? tag >> 3 === s2cField : depth === 1 && listFields.includes(tag >> 3);
        if (isMessage) fields += countFields(position, position + length, depth + 1);
        position += length;
        break;
      }
      default:
        throw new Error(`no page has wire type ${tag & 7}`);
    }
  }
  return fields;
}
