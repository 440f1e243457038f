import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../../proto/", import.meta.url);
/** The beginning of a block, its end, or a field with options. */
const part =
  /(?:\b(?:message|enum|oneof)\s+(?<block>\w+)\s*)?\{|(?<close>\})|(?<field>\w+)\s*=\s*\d+\s*\[(?<options>[^\]]*)\]/g;

/**
 * Reads what the contract says about fields, also where the plain form shows no difference. The keys are full names, the
 * values are texts such as `number = NUMBER_PERCENT`.
 */
export function readMeanings(): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".proto"))) {
    const text = readFileSync(new URL(file, folder), "utf8").replace(/\/\/.*/g, "");
    const blocks = [file.replace(".proto", "")];
    for (const { groups = {} } of text.matchAll(part)) {
      const { block = "", close, field, options = "" } = groups;
      const [, meaning] = /\(opend\.means\)\.(\w+ = [\w".]+)/.exec(options) ?? [];
      if (close) blocks.pop();
      else if (field === undefined) blocks.push(block);
      else if (meaning) meanings.set([...blocks.filter(Boolean), field].join("."), meaning);
    }
  }
  return meanings;
}
