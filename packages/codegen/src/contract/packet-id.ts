import type { DescMessage } from "@bufbuild/protobuf";
import { isRequired } from "./is-required.ts";

/** Returns the name of the field that protects a request against replay, if it has one. The session fills it in. */
export function packetIdField(c2s: DescMessage): string | undefined {
  return c2s.fields.find((field) => isRequired(field) && field.message?.typeName === "Common.PacketID")?.name;
}
