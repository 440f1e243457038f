import { type DescMessage, getOption } from "@bufbuild/protobuf";
import { code } from "../gen/opend/options_pb.js";

/** Returns whether people write a message as a security code. */
export function isCode(message: DescMessage): boolean {
  return getOption(message, code);
}
