import { buildDescriptors, type FieldJson, type MessageJson } from "@opend/test-kit/schema/descriptors";

/** A field of our schema, and what it means beyond its type. */
export interface MeantField {
  /** The schema file, such as `Qot_Common`. */
  readonly file: string;
  /** The full name, such as `Qot_Common.Security.market`. */
  readonly fullName: string;
  readonly name: string;
  /** Such as `int64`. */
  readonly type: string;
  /** What its option `(opend.means)` says. Undefined without the option. */
  readonly meaning: MeaningJson | undefined;
}

/** The option `(opend.means)` in protobuf's JSON form: one of many kinds, of which enums and times are told apart here. */
export interface MeaningJson {
  /** How a time is written, such as `TIME_MOMENT`. */
  readonly time?: string;
  /** The field that has the same moment in seconds. */
  readonly timestamp?: string;
  readonly enum?: string;
  readonly flags?: string;
}

/** All fields of our schema. */
export function ourFields(): MeantField[] {
  return buildDescriptors().flatMap(({ package: file, messageType = [] }) =>
    messageType.flatMap((message) => fieldsIn(file, file, message)),
  );
}

function fieldsIn(file: string, parent: string, { name, field = [], nestedType = [] }: MessageJson): MeantField[] {
  const fullName = `${parent}.${name}`;
  return [
    ...field.map((item) => ({
      file,
      fullName: `${fullName}.${item.name}`,
      name: item.name,
      type: item.type.replace("TYPE_", "").toLowerCase(),
      meaning: meaningOf(item),
    })),
    ...nestedType.flatMap((nested) => fieldsIn(file, fullName, nested)),
  ];
}

function meaningOf({ options }: FieldJson): MeaningJson | undefined {
  return options?.["[opend.means]"] as MeaningJson | undefined;
}
