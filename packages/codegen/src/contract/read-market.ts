import { type DescEnum, type DescEnumValue, getOption, hasOption } from "@bufbuild/protobuf";
import { type Market, market } from "../gen/opend/options_pb.js";

/** Returns the market that a value of an enum stands for, if it stands for one. */
export function readMarket(value: DescEnumValue): Market | undefined {
  return hasOption(value, market) ? getOption(value, market) : undefined;
}

/** Returns whether values of an enum stand for markets with time zones. */
export function hasZones(desc: DescEnum): boolean {
  return desc.values.some((value) => readMarket(value)?.zone);
}
