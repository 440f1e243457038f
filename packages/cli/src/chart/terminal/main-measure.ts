import type { ChartSeries, Picture } from "../picture.js";

/** A number of each code over time. */
export interface Measure {
  readonly title: string;
  readonly unit: string;
  readonly isFromZero: boolean;
  readonly series: readonly ChartSeries<{ readonly time: string; readonly value: number | undefined }>[];
}

/** Chooses the number that says most about a code. */
export function mainMeasure(picture: Picture): Measure {
  switch (picture.kind) {
    case "short-volume": {
      const hasRatio = picture.series.some(({ points }) => points.some(({ shortRatio }) => shortRatio !== undefined));
      return {
        title: hasRatio ? "Short ratio" : "Short volume",
        unit: hasRatio ? "% of volume" : "shares",
        isFromZero: true,
        series: picture.series.map(({ code, points }) => ({
          code,
          points: points.map(({ day, shortRatio, shortVolume }) => ({
            time: day,
            value: hasRatio ? shortRatio : shortVolume,
          })),
        })),
      };
    }
    case "candles":
      return {
        title: `Close (${picture.period})`,
        unit: "",
        isFromZero: false,
        series: picture.series.map(({ code, points }) => ({
          code,
          points: points.map(({ time, close }) => ({ time, value: close })),
        })),
      };
    case "lines": {
      const [column] = picture.columns;
      return {
        title: column?.label ?? column?.name ?? "",
        unit: column?.unit ?? "",
        isFromZero: false,
        series: picture.series.map(({ code, points }) => ({
          code,
          points: points.map(({ time, values }) => ({ time, value: column && values[column.name] })),
        })),
      };
    }
  }
}
