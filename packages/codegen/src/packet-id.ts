import type { DescMessage } from "@bufbuild/protobuf";
import { isRequired } from "./interface-lines.ts";

/** Name of the field that guards a request against being replayed, where it has one. The session fills it in. */
export function packetIdField(c2s: DescMessage): string | undefined {
  return c2s.fields.find((field) => isRequired(field) && field.message?.typeName === "Common.PacketID")?.name;
}
