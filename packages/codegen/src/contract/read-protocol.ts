import { type DescFile, getOption, hasOption } from "@bufbuild/protobuf";
import { Kind, type Protocol, protocol } from "../gen/opend/options_pb.js";

/** Returns the `opend.protocol` option of a file, or undefined for a file of shared types. */
export function readProtocol(file: DescFile): Protocol | undefined {
  if (!hasOption(file, protocol)) return undefined;
  const option = getOption(file, protocol);
  if (option.kind === Kind.UNSPECIFIED) throw new Error(`${file.name}.proto: (opend.protocol).kind is not set`);
  return option;
}
