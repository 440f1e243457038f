import type { ChartSeries, Picture } from "../picture.js";

/**
 * Keeps of a picture what is drawn. Rows may carry anything else besides. Replaces what neither a terminal nor XML may
 * contain in texts, since a gateway sends names as it likes.
 */
export function cleanPicture(picture: Picture): Picture {
  const { simulated } = picture;
  const base = picture.title === undefined ? { simulated } : { simulated, title: cleanText(picture.title) };
  switch (picture.kind) {
    case "short-volume": {
      const series = cleanSeries(picture.series, ({ day, shortVolume, shortRatio, close }) => ({
        day,
        shortVolume,
        shortRatio,
        close,
      }));
      return { ...base, kind: picture.kind, series };
    }
    case "candles": {
      const series = cleanSeries(picture.series, ({ time, open, high, low, close, volume }) => ({
        time,
        open,
        high,
        low,
        close,
        volume,
      }));
      return { ...base, kind: picture.kind, period: cleanText(picture.period), series };
    }
    case "lines": {
      const names = picture.columns.map(({ name }) => name);
      const series = cleanSeries(picture.series, ({ time, values }) => ({
        time,
        values: Object.fromEntries(names.map((name) => [name, values[name]])),
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

function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ");
}
