/** What the values of an enum mean. */
export interface EnumTexts {
  /** The full name of the enum, such as `Qot_Common.KLType`. */
  readonly name: string;
  /** What the enum is. */
  readonly text: string;
  /** What the values mean, by their short names. A name that says everything is left out. */
  readonly members: Readonly<Record<string, string>>;
}
