import { type DescField, ScalarType } from "@bufbuild/protobuf";

/** Returns whether a field holds 64-bit integers, which are bigints even where they hold the values of an enum. */
export function is64Bit({ scalar }: DescField): boolean {
  return (
    scalar === ScalarType.INT64 ||
    scalar === ScalarType.UINT64 ||
    scalar === ScalarType.SINT64 ||
    scalar === ScalarType.FIXED64 ||
    scalar === ScalarType.SFIXED64
  );
}
