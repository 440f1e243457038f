import type { ShortVolumePicture, ShortVolumePoint } from "../picture.js";
import { type Bins, collectBins, createBins, meanOf, presentNumbers, toRuns } from "./bins.js";
import { type Chart, hasValues, type Ink, type Panel, seriesInks } from "./chart.js";
import { chooseSeries } from "./choose-series.js";
import type { LayOutOptions } from "./lay-out-options.js";
import { fullNumber } from "./number-text.js";
import { type PlacedSeries, placeRows } from "./read-series.js";
import type { TimeAxis } from "./time-axis.js";
import { toTips } from "./tips.js";
import { pictureTitle } from "./titles.js";

/** A bar's worth of days. */
interface ShortBin {
  readonly x: number;
  /** The last price. */
  readonly close: number | undefined;
  /** The mean of a day. */
  readonly volume: number | undefined;
  /** The mean of a day. */
  readonly ratio: number | undefined;
}

interface BinnedSeries {
  readonly code: string;
  readonly currency: string;
  readonly ink: Ink;
  readonly bins: readonly ShortBin[];
}

const mostCodes = 6;

/** The price, the short volume and the short ratio. Several codes share the panels of what can be compared. */
export function layOutShortVolume(picture: ShortVolumePicture, { mostBars, range }: LayOutOptions): Chart {
  const { axis, series, notes } = placeRows(picture.series, ({ day }) => day, range);
  const base = { title: pictureTitle(picture), isSimulated: picture.simulated };
  if (axis === undefined) return { ...base, notes, legend: [], axis, panels: [], tips: [] };
  const bins = createBins(axis, mostBars);
  const { shown, notes: choice } = chooseSeries(series, mostCodes, "highest mean short ratio", meanRatio);
  const binned = shown.map((each, index) => binSeries(each, bins, seriesInks[index] ?? "gray"));
  const panels = binned.length === 1 ? panelsOfOne(binned, axis, bins) : panelsOfMany(binned, axis, bins);
  const lines = binned.flatMap((each) =>
    each.bins.map((bin) => [bin.x, tipLine(each, bin, binned.length > 1)] as const),
  );
  return {
    ...base,
    notes: [
      ...choice,
      ...(bins.isSummary ? [`Each bar is the mean of ${bins.text}, the price the last of them.`] : []),
      ...notes,
    ],
    legend: binned.length === 1 ? [] : binned.map(({ code, ink }) => ({ name: code, ink, swatch: "solid" })),
    axis,
    panels: panels.filter(hasValues),
    tips: toTips(lines, axis, bins),
  };
}

function panelsOfOne(series: readonly BinnedSeries[], axis: TimeAxis, bins: Bins): Panel[] {
  const lineOf = (name: string, ink: Ink, of: (bin: ShortBin) => number | undefined) =>
    series.map((each) => ({ kind: "line" as const, name, ink, runs: runsOf(each, axis, bins, of) }));
  return [
    {
      heading: "Close",
      unit: series[0]?.currency ?? "",
      fromZero: false,
      weight: 1.3,
      marks: lineOf("close", "text", ({ close }) => close),
    },
    ...series.map((each) => barsPanel(each, bins, "Short volume", "blue")),
    {
      heading: "Short ratio",
      unit: "% of volume",
      fromZero: true,
      weight: 0.9,
      marks: lineOf("short ratio", "vermilion", ({ ratio }) => ratio),
    },
  ];
}

function panelsOfMany(series: readonly BinnedSeries[], axis: TimeAxis, bins: Bins): Panel[] {
  return [
    {
      heading: "Close, change since the first day",
      unit: "%",
      fromZero: false,
      weight: 1.3,
      marks: series.map((each) => ({
        kind: "line",
        name: each.code,
        ink: each.ink,
        runs: runsOf(each, axis, bins, changeOf(each)),
      })),
    },
    {
      heading: "Short ratio",
      unit: "% of volume",
      fromZero: true,
      weight: 1.3,
      marks: series.map((each) => ({
        kind: "line",
        name: each.code,
        ink: each.ink,
        runs: runsOf(each, axis, bins, ({ ratio }) => ratio),
      })),
    },
    ...series.map((each) => ({ ...barsPanel(each, bins, `Short volume ${each.code}`, each.ink), weight: 0.5 })),
  ];
}

function barsPanel({ code, bins }: BinnedSeries, { size }: Bins, heading: string, ink: Ink): Panel {
  const points = bins.flatMap(({ x, volume }) => (volume === undefined ? [] : [{ x, y: volume }]));
  return {
    heading,
    unit: "shares",
    fromZero: true,
    weight: 1,
    marks: [{ kind: "bars", name: code, ink, span: size, points }],
  };
}

function runsOf({ bins }: BinnedSeries, axis: TimeAxis, { size }: Bins, of: (bin: ShortBin) => number | undefined) {
  return toRuns(
    bins.map((bin) => ({ x: bin.x, y: of(bin) })),
    axis,
    size,
  );
}

/** Makes a function that gives the change of the price since the first day in percent. */
function changeOf({ bins }: BinnedSeries): (bin: ShortBin) => number | undefined {
  const first = bins.find(({ close }) => close !== undefined)?.close ?? 0;
  return ({ close }) => (close === undefined || first <= 0 ? undefined : (close / first - 1) * 100);
}

function binSeries({ code, currency, rows }: PlacedSeries<ShortVolumePoint>, bins: Bins, ink: Ink): BinnedSeries {
  const collected = [...collectBins(rows, bins)].map(
    ([x, points]): ShortBin => ({
      x,
      close: presentNumbers(points, ({ close }) => close).at(-1),
      volume: meanOf(presentNumbers(points, ({ shortVolume }) => shortVolume)),
      ratio: meanOf(presentNumbers(points, ({ shortRatio }) => shortRatio)),
    }),
  );
  return { code, currency, ink, bins: collected };
}

function meanRatio({ rows }: PlacedSeries<ShortVolumePoint>): number {
  return meanOf(presentNumbers(rows, ({ point }) => point.shortRatio)) ?? 0;
}

function tipLine({ code, currency }: BinnedSeries, { close, volume, ratio }: ShortBin, isOneOfMany: boolean): string {
  const parts = [
    close === undefined ? [] : [`close ${fullNumber(close)}${currency && ` ${currency}`}`],
    volume === undefined ? [] : [`short volume ${fullNumber(Math.round(volume))}`],
    ratio === undefined ? [] : [`short ratio ${ratio.toFixed(2)} %`],
  ].flat();
  return isOneOfMany ? `${code}: ${parts.join(", ")}` : parts.join("\n");
}
