import type { DescFile } from "@bufbuild/protobuf";
import { commentOf } from "../protocols/doc-lines.ts";

/** Returns what a protocol is for, in a few words: the comment of its file without its name and its page. */
export function describeProtocol(file: DescFile): string {
  return commentOf(file)
    .replace(/^\w+ \(\d+\): /, "")
    .replace(/ ?Documentation page: .*$/, "")
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
