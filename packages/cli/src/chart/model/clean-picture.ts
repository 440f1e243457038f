import type { Picture } from "../picture.js";

/** Replaces what neither a terminal nor XML may contain in the texts of a picture. A gateway sends names as it likes. */
export function cleanPicture(picture: Picture): Picture {
  const title = picture.title === undefined ? {} : { title: cleanText(picture.title) };
  switch (picture.kind) {
    case "short-volume":
      return { ...picture, ...title, series: cleanSeries(picture.series) };
    case "candles":
      return { ...picture, ...title, series: cleanSeries(picture.series), period: cleanText(picture.period) };
    case "lines":
      return {
        ...picture,
        ...title,
        series: cleanSeries(picture.series),
        columns: picture.columns.map((column) => ({ ...column, label: cleanText(column.label ?? column.name) })),
      };
  }
}

function cleanSeries<Series extends { readonly code: string }>(series: readonly Series[]): readonly Series[] {
  return series.map((each) => ({ ...each, code: cleanText(each.code) }));
}

function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ");
}
