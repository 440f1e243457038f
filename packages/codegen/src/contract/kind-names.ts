import { Kind } from "../gen/opend/options_pb.js";

/** The kinds of protocols as programs write them. */
export const kindNames: Readonly<Record<Kind, string>> = {
  [Kind.UNSPECIFIED]: "",
  [Kind.QUERY]: "query",
  [Kind.COMMAND]: "command",
  [Kind.SESSION]: "session",
  [Kind.PUSH]: "push",
};
