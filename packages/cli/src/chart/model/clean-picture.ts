import { cleanText } from "@opend/core/internal";
import type { ChartSeries, Picture } from "../picture.js";

/**
 * Keeps of a picture what is drawn. Rows may carry anything else besides. Replaces what neither a terminal nor XML may
 * contain in texts, since a gateway sends names as it likes, and leaves out numbers that are none.
 */
export function cleanPicture(picture: Picture): Picture {
  const { simulated } = picture;
  const base = picture.title === undefined ? { simulated } : { simulated, title: cleanText(picture.title) };
  switch (picture.kind) {
    case "short-volume": {
      const series = cleanSeries(picture.series, ({ day, shortVolume, shortRatio, close }) => ({
        day: cleanText(day),
        shortVolume: real(shortVolume),
        shortRatio: real(shortRatio),
        close: real(close),
      }));
      return { ...base, kind: picture.kind, series };
    }
    case "candles": {
      const series = cleanSeries(picture.series, ({ time, open, high, low, close, volume }) => ({
        time: cleanText(time),
        open: real(open),
        high: real(high),
        low: real(low),
        close: real(close),
        volume: real(volume),
      }));
      return { ...base, kind: picture.kind, period: cleanText(picture.period), series };
    }
    case "lines": {
      const names = picture.columns.map(({ name }) => name);
      const series = cleanSeries(picture.series, ({ time, values }) => ({
        time: cleanText(time),
        values: Object.fromEntries(names.map((name) => [name, real(values[name])])),
      }));
      const columns = picture.columns.map(({ name, label = name, unit }) => ({
        name,
        label: cleanText(label),
        ...(unit === undefined ? {} : { unit: cleanText(unit) }),
      }));
      return { ...base, kind: picture.kind, columns, series };
    }
  }
}

function cleanSeries<Point>(
  series: readonly ChartSeries<Point>[],
  cleanPoint: (point: Point) => Point,
): readonly ChartSeries<Point>[] {
  return series.map(({ code, currency, points }) => ({
    code: cleanText(code),
    ...(currency === undefined ? {} : { currency: cleanText(currency) }),
    points: points.map(cleanPoint),
  }));
}

/** Plain forms write NaN, the infinities and -0 as texts, typed as what they nearly always are. */
function real(value: number | undefined): number | undefined {
  const number = value === undefined ? undefined : Number(value);
  return Number.isFinite(number) ? number : undefined;
}
