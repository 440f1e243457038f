import type { DescEnum, DescEnumValue, DescField, DescFile, DescMessage } from "@bufbuild/protobuf";
import { getComments } from "@bufbuild/protoplugin";

/** Returns the comment of a descriptor in one line. Empty when there is none. */
export function commentOf(desc: DescMessage | DescField | DescEnum | DescEnumValue | DescFile): string {
  const comment = desc.kind === "file" ? fileComment(desc) : getComments(desc).leading;
  return (comment ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ");
}

/** Returns sentences as a docstring. Leaves out what is absent or empty. */
export function toDocLines(sentences: readonly (string | undefined)[], indent = ""): string[] {
  const text = sentences.filter(Boolean).join(" ").replaceAll("*/", "* /");
  return text === "" ? [] : [`${indent}/** ${text} */`];
}

/** Returns the comment above `syntax`, which describes the file's protocol. */
function fileComment(file: DescFile): string | undefined {
  const SYNTAX_FIELD = 12;
  return file.proto.sourceCodeInfo?.location.find(({ path }) => path.length === 1 && path[0] === SYNTAX_FIELD)
    ?.leadingComments;
}
