import type { DescEnum } from "@bufbuild/protobuf";

/** Returns the short names of an enum's values, in order: `Day` for `KLType_Day`. */
export function shortNames(desc: DescEnum): string[] {
  const prefix = `${desc.name}_`;
  const names = desc.values.map(({ name }) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
  if (new Set(names).size < names.length) throw new Error(`${desc.typeName}: two values have the same short name`);
  return names;
}
