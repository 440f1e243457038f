import type { CandlePoint, CandlesPicture } from "../picture.js";
import { type Bins, collectBins, createBins, meanOf, presentNumbers } from "./bins.js";
import { type Candle, type Chart, type ChartPoint, hasValues, type Panel } from "./chart.js";
import { chooseSeries } from "./choose-series.js";
import type { LayOutOptions } from "./lay-out-options.js";
import { fullNumber } from "./number-text.js";
import { countOf, type PlacedSeries, placeRows } from "./read-series.js";
import { toTips } from "./tips.js";
import { pictureTitle } from "./titles.js";

interface CandleSeries {
  readonly code: string;
  readonly currency: string;
  readonly candles: readonly Candle[];
  readonly volumes: readonly ChartPoint[];
}

const mostCodes = 4;

/** Candles with their volume below, for each code. */
export function layOutCandles(picture: CandlesPicture, { mostBars, range }: LayOutOptions): Chart {
  const { axis, series, notes } = placeRows(picture.series, ({ time }) => time, range);
  const base = {
    title: pictureTitle(picture),
    isSimulated: picture.simulated,
  };
  if (axis === undefined) return { ...base, notes, legend: [], axis, panels: [], tips: [] };
  const bins = createBins(axis, mostBars);
  const { shown, notes: choice } = chooseSeries(series, mostCodes, "highest turnover (close × volume)", meanTurnover);
  const binned = shown.map((each) => binSeries(each, bins));
  const incomplete = shown.reduce((sum, { rows }) => sum + rows.filter(({ point }) => !isWhole(point)).length, 0);
  const lines = binned.flatMap(({ code, candles, volumes }) => {
    const volumeAt = new Map(volumes.map(({ x, y }) => [x, y]));
    return candles.map((candle) => {
      const parts = tipParts(candle, volumeAt.get(candle.x));
      return [candle.x, binned.length > 1 ? `${code}: ${parts.join(", ")}` : parts.join("\n")] as const;
    });
  });
  return {
    ...base,
    notes: [
      ...choice,
      ...(bins.isSummary
        ? [`Each candle joins ${bins.rowCount} rows: first open, highest, lowest, last close, all volume.`]
        : []),
      ...(incomplete > 0 ? [`Left out: ${countOf(incomplete, "candle")} without all four prices.`] : []),
      ...notes,
    ],
    legend: [
      { name: "close at or above open", ink: "blue", swatch: "hollow" },
      { name: "close below open", ink: "vermilion", swatch: "solid" },
    ],
    axis,
    panels: binned.flatMap((each) => panelsOf(each, bins, binned.length > 1)).filter(hasValues),
    tips: toTips(lines, axis, bins),
  };
}

function panelsOf({ code, currency, candles, volumes }: CandleSeries, { size }: Bins, isOneOfMany: boolean): Panel[] {
  const suffix = isOneOfMany ? ` ${code}` : "";
  return [
    {
      heading: `Price${suffix}`,
      unit: currency,
      fromZero: false,
      weight: 1.8,
      marks: [{ kind: "candles", name: code, span: size, points: candles }],
    },
    {
      heading: `Volume${suffix}`,
      unit: "shares",
      fromZero: true,
      weight: 0.6,
      marks: [{ kind: "bars", name: code, ink: "gray", span: size, points: volumes }],
    },
  ];
}

type WholeCandle = CandlePoint & Readonly<Record<"open" | "high" | "low" | "close", number>>;

function isWhole(point: CandlePoint): point is WholeCandle {
  return [point.open, point.high, point.low, point.close].every(
    (price) => price !== undefined && Number.isFinite(price),
  );
}

function binSeries({ code, currency, rows }: PlacedSeries<CandlePoint>, bins: Bins): CandleSeries {
  const collected = [...collectBins(rows, bins)];
  const candles = collected.flatMap(([x, points]): Candle[] => {
    const whole = points.filter(isWhole);
    const [first] = whole;
    const last = whole.at(-1);
    if (first === undefined || last === undefined) return [];
    const high = Math.max(...whole.map((point) => point.high));
    const low = Math.min(...whole.map((point) => point.low));
    return [{ x, open: first.open, high, low, close: last.close }];
  });
  const volumes = collected.flatMap(([x, points]): ChartPoint[] => {
    const values = presentNumbers(points, ({ volume }) => volume);
    return values.length === 0 ? [] : [{ x, y: values.reduce((sum, value) => sum + value, 0) }];
  });
  return { code, currency, candles, volumes };
}

function meanTurnover({ rows }: PlacedSeries<CandlePoint>): number {
  return meanOf(presentNumbers(rows, ({ point }) => (point.close ?? Number.NaN) * (point.volume ?? Number.NaN))) ?? 0;
}

function tipParts({ open, high, low, close }: Candle, volume: number | undefined): readonly string[] {
  const values = { open, high, low, close, volume };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${fullNumber(value)}`],
  );
}
