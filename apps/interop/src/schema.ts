/** The facts about a field of a message. */
export interface FieldFacts {
  readonly number: number;
  /** Such as `int64`, or the full name of a message or enum: `Qot_Common.Security`. */
  readonly type: string;
  readonly label: "required" | "optional" | "repeated";
  readonly default: string | undefined;
}

/** The definitions of a schema file, by full name, such as `Qot_Common.Security`. */
export interface SchemaFacts {
  readonly messages: Readonly<Record<string, Readonly<Record<string, FieldFacts>>>>;
  readonly enums: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
