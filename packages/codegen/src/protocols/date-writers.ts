import type { TimeForm } from "../contract/read-meaning.ts";

/** The functions of core that write a `Date` into a field, by the form of the field. */
export const dateWriters: Readonly<Record<TimeForm, string>> = {
  day: "writeDay",
  slashedDay: "writeSlashedDay",
  compactDay: "writeCompactDay",
  moment: "writeMoment",
  seconds: "writeSeconds",
  milliseconds: "writeMilliseconds",
  microseconds: "writeMicroseconds",
  iso: "writeIso",
  // No request takes a `Date` for these.
  timeOfDay: "",
  words: "",
};
