/** What can be drawn. Points may come in any order. A value that is absent, or not finite, is a gap and never zero. */
export type Picture = ShortVolumePicture | CandlesPicture | LinesPicture;

/** What all pictures have. */
interface PictureBase {
  /** Whether the data are simulated. Then the picture says so. */
  readonly simulated: boolean;
  /** What stands above the picture. Default: what it shows, and the codes. */
  readonly title?: string;
}

/** Short volume as bars, and as a share of the volume, below the price. */
export interface ShortVolumePicture extends PictureBase {
  readonly kind: "short-volume";
  readonly series: readonly ChartSeries<ShortVolumePoint>[];
}

/** Candles, with the volume below. */
export interface CandlesPicture extends PictureBase {
  readonly kind: "candles";
  readonly series: readonly ChartSeries<CandlePoint>[];
  /** How long a candle is, such as `"Day"`. */
  readonly period: string;
}

/** Any numbers over time. */
export interface LinesPicture extends PictureBase {
  readonly kind: "lines";
  /** The numbers. Those of one unit share a panel when there is one code. */
  readonly columns: readonly LinesColumn[];
  readonly series: readonly ChartSeries<LinesPoint>[];
}

/** The rows of one security. */
export interface ChartSeries<Point> {
  /** Security code, such as `"HK.00700"`. */
  readonly code: string;
  /** The unit of its prices, such as `"HKD"`. Default: the picture names no unit. */
  readonly currency?: string;
  readonly points: readonly Point[];
}

/** A day of short volume. */
export interface ShortVolumePoint {
  /** `"2026-05-08"`. */
  readonly day: string;
  /** Shares. */
  readonly shortVolume?: number | undefined;
  /** Percent of the volume. */
  readonly shortRatio?: number | undefined;
  /** Price. */
  readonly close?: number | undefined;
}

/** A candle. It is drawn if all four prices are there. */
export interface CandlePoint {
  /** `"2026-05-08"`, or with a time: `"2026-05-08T16:08:00+08:00"`. It is drawn on the clock that it is written on. */
  readonly time: string;
  readonly open?: number | undefined;
  readonly high?: number | undefined;
  readonly low?: number | undefined;
  readonly close?: number | undefined;
  /** Shares. */
  readonly volume?: number | undefined;
}

/** A column of numbers. */
export interface LinesColumn {
  /** The key of its values. */
  readonly name: string;
  /** What people read. Default: the name. */
  readonly label?: string;
  /** Such as `"%"` or `"shares"`. */
  readonly unit?: string;
}

/** A row of numbers. */
export interface LinesPoint {
  /** `"2026-05-08"`, or with a time: `"2026-05-08T16:08:00+08:00"`. It is drawn on the clock that it is written on. */
  readonly time: string;
  /** By the names of the columns. */
  readonly values: Readonly<Record<string, number | undefined>>;
}

/** A part of a picture, both ends included: days such as `"2026-05-08"`, or times such as `"2026-05-08 16:08"`. */
export interface TimeRange {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}
