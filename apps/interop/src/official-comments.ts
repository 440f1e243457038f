import { officialText } from "@opend/test-kit/official/official-root";

/**
 * Returns the comments of an official schema file's fields, by full name, such as `Qot_Common.Security.market`. It is the
 * one behind the field or, if there is none, the one above it. Reads the text, because protobufjs loses some of them.
 */
export function officialComments(file: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  const scope = [file];
  let above: string[] = [];
  for (const line of officialText(file).split(/\r?\n/)) {
    const [, code = "", behind] = /^(.*?)(?:\/\/(.*))?$/.exec(line) ?? [];
    const [, opened] = /^\s*(?:message|enum)\s+(\w+)/.exec(code) ?? [];
    const [, field] = /^\s*(?:required|optional|repeated)\s+[\w.]+\s+(\w+)\s*=/.exec(code) ?? [];
    if (opened !== undefined) scope.push(opened);
    if (field !== undefined) comments.set([...scope, field].join("."), (behind ?? above.join(" ")).trim());
    if (code.includes("}")) scope.pop();
    above = code.trim() === "" && behind !== undefined ? [...above, behind] : [];
  }
  return comments;
}
