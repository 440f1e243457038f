import type { DescFile } from "@bufbuild/protobuf";
import { commentOf } from "../protocols/doc-lines.ts";

/** Says what a protocol does, without its name and the page of the official documentation. */
export function aboutProtocol(file: DescFile): string {
  const text = commentOf(file)
    .replace(/^\w+(?: \(\d+\))?: /, "")
    .replace(/ ?Documentation pages?: .*$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
