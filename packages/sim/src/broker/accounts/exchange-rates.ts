import { Trd_Common } from "@opend/core/protocols";

const { Currency } = Trd_Common;

/** What a unit of each currency costs in HKD. Made up: the rates never change. */
const hkdPer: Readonly<Record<number, number>> = {
  [Currency.HKD]: 1,
  [Currency.USD]: 8,
  [Currency.CNH]: 1.25,
  [Currency.JPY]: 0.05,
  [Currency.SGD]: 6,
  [Currency.AUD]: 5,
  [Currency.CAD]: 5.5,
  [Currency.MYR]: 1.75,
  [Currency.NZD]: 4.5,
};

/** Whether amounts can be given in a currency, a `Trd_Common.Currency` value. */
export function hasRate(currency: number): boolean {
  return hkdPer[currency] !== undefined;
}

/** Converts an amount at the simulated rate. Both currencies have one, see {@link hasRate}. */
export function convert(amount: number, from: number, to: number): number {
  return (amount * (hkdPer[from] ?? 1)) / (hkdPer[to] ?? 1);
}
