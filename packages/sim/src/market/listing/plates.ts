import { Qot_Common } from "@opend/core/protocols";

const { PlateSetType } = Qot_Common;

/** A plate: a group of stocks, such as an industry. */
export interface Plate {
  readonly code: string;
  readonly name: string;
  /** As a `Qot_Common.PlateSetType` value. */
  readonly kind: number;
}

/** The kinds of plates, and what they are called. */
export const plateKinds: ReadonlyMap<number, string> = new Map([
  [PlateSetType.Industry, "industry"],
  [PlateSetType.Region, "region"],
  [PlateSetType.Concept, "concept"],
  [PlateSetType.Other, "other"],
]);
const platesPerKind = 5;

/** The plates of every market that has quotes. */
export const plates: readonly Plate[] = [...plateKinds].flatMap(([kind, name]) =>
  Array.from({ length: platesPerKind }, (_, index) => ({
    code: `LIST${9000 + kind * 100 + index + 1}`,
    name: `Simulated ${name} plate ${index + 1}`,
    kind,
  })),
);
