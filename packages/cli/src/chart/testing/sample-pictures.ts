import type { CandlesPicture, LinesPicture, ShortVolumePicture } from "../picture.js";

/** Returns so many weekdays, from a Monday on. */
export function weekdays(count: number, monday = "2025-12-01"): readonly string[] {
  const start = Date.parse(monday);
  return Array.from({ length: count }, (_, index) => {
    const days = Math.floor(index / 5) * 7 + (index % 5);
    return new Date(start + days * 86_400_000).toISOString().slice(0, 10);
  });
}

/** Short volume of some codes on some days. */
export function sampleShortVolume(codes: readonly string[], days: number): ShortVolumePicture {
  return {
    kind: "short-volume",
    simulated: true,
    series: codes.map((code, which) => ({
      code,
      currency: "HKD",
      points: weekdays(days).map((day, index) => ({
        day,
        shortVolume: 1_000_000 * (which + 1) + 10_000 * (index % 50),
        shortRatio: 5 + which + (index % 7),
        close: 400 + (index % 100),
      })),
    })),
  };
}

/** Candles of a code, of which every third falls. */
export function sampleCandles(count: number): CandlesPicture {
  const points = weekdays(count).map((time, index) => {
    const open = 100 + index;
    const close = index % 3 === 0 ? open - 2 : open + 2;
    return { time, open, close, high: 103 + index, low: 97 + index, volume: 1000 + index };
  });
  return { kind: "candles", period: "Day", simulated: false, series: [{ code: "HK.00700", currency: "HKD", points }] };
}

/** Two columns of a unit, and one of another. */
export function sampleLines(count: number): LinesPicture {
  return {
    kind: "lines",
    simulated: false,
    columns: [
      { name: "inflow", label: "Inflow", unit: "HKD" },
      { name: "large", label: "Large orders", unit: "HKD" },
      { name: "ratio", unit: "%" },
    ],
    series: [
      {
        code: "HK.00700",
        points: weekdays(count).map((time, index) => ({
          time,
          values: { inflow: 1e6 * Math.sin(index / 3), large: 5e5 * Math.cos(index / 3), ratio: index % 10 },
        })),
      },
    ],
  };
}
