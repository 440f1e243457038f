import type { Picture } from "../picture.js";

/** Writes the title of a picture: what it shows, and the codes. */
export function titleOf(what: string, codes: readonly string[]): string {
  if (codes.length === 0) return what;
  const names = codes.length <= 6 ? codes.join(", ") : `${codes.length} codes`;
  return `${what} · ${names}`;
}

/** Returns the title of a picture, its own or one that says what it shows. */
export function pictureTitle(picture: Picture): string {
  return (
    picture.title ??
    titleOf(
      subjectOf(picture),
      picture.series.map(({ code }) => code),
    )
  );
}

function subjectOf(picture: Picture): string {
  switch (picture.kind) {
    case "short-volume":
      return "Daily short volume";
    case "candles":
      return `Candles (${picture.period})`;
    case "lines": {
      const labels = picture.columns.map(({ name, label = name }) => label);
      return labels.length > 3 ? `${labels.slice(0, 3).join(", ")}, …` : labels.join(", ");
    }
  }
}
