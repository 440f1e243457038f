import { cutText, padText, widthOf, wrapText } from "../../base/text-width.js";
import { type Bins, collectBins, createBins, extentOf, meanOf, presentNumbers } from "../model/bins.js";
import { shortNumber } from "../model/number-text.js";
import { countOf, placeRows } from "../model/read-series.js";
import type { TimeAxis } from "../model/time-axis.js";
import { titleOf } from "../model/titles.js";
import type { Picture } from "../picture.js";
import { mainMeasure } from "./main-measure.js";
import type { Paint } from "./paint.js";

interface SparklineOptions {
  readonly columns: number;
  readonly rows: number | undefined;
  readonly paint: Paint;
}

const blocks = "▁▂▃▄▅▆▇█";
/** More lines than this make no picture. */
const mostLines = 60;

/** Draws a line of blocks for each code, with its newest, lowest and highest value. */
export function drawSparklines(picture: Picture, { columns, rows, paint }: SparklineOptions): readonly string[] {
  const measure = mainMeasure(picture);
  const { axis, series, notes } = placeRows(measure.series, ({ time }) => time);
  const codes = picture.series.map(({ code }) => code);
  const title = picture.title ?? titleOf(measure.title, codes);
  const head = [
    ...wrapText(title, columns),
    ...(picture.simulated ? wrapText("SIMULATED DATA", columns).map((line) => paint(line, "orange")) : []),
  ];
  if (axis === undefined) return [...head, "no rows"];
  const mostShown = Math.max(
    1,
    Math.min(mostLines, rows === undefined ? mostLines : rows - head.length - 4 - notes.length),
  );
  const shown = series.slice(0, mostShown);
  const summaries = shown.map(({ code, rows: placed }) => {
    const values = presentNumbers(placed, ({ point }) => point.value);
    const newest = values.at(-1);
    const numbers = newest === undefined ? ["–", "–", "–"] : [newest, ...extentOf(values)].map(shortNumber);
    return { code, placed, numbers };
  });
  const heads = ["", "newest", "lowest", "highest"];
  const widths = heads.map((text, index) => {
    const texts = summaries.map(({ code, numbers }) => (index === 0 ? code : (numbers[index - 1] ?? "")));
    return Math.max(widthOf(text), ...texts.map((each) => widthOf(each)));
  });
  const [widestCode = 0, ...numberWidths] = widths;
  const codeWidth = Math.min(widestCode, Math.floor(columns / 2));
  const fixed = codeWidth + numberWidths.reduce((sum, width) => sum + width + 2, 0) + 1;
  const hasNumbers = columns - fixed >= 10;
  const room = Math.max(1, hasNumbers ? columns - fixed : columns - codeWidth - 1);
  const bins = createBins(axis, room);
  const cells = createCells(axis, bins, room);
  const width = cells.count * cells.width;
  const lines = summaries.map(({ code, placed, numbers }, index) => {
    const means = [...collectBins(placed, bins)].map(([x, points]) => ({
      x,
      y: meanOf(presentNumbers(points, ({ value }) => value)),
    }));
    const spark = sparkline(means, cells, measure.isFromZero);
    const texts = hasNumbers
      ? numbers.map((text, place) => text.padStart((numberWidths[place] ?? 0) + 2)).join("")
      : "";
    const line = `${padText(cutText(code, codeWidth), codeWidth)} ${paint(padText(spark, width), index % 2 === 0 ? "blue" : "sky")}${texts}`;
    return line.trimEnd();
  });
  const numberHeads = hasNumbers
    ? heads
        .slice(1)
        .map((text, place) => text.padStart((numberWidths[place] ?? 0) + 2))
        .join("")
    : "";
  const [begin, end] = [axis.textAt(axis.first), axis.textAt(axis.last)];
  const days =
    begin.length + end.length + 3 <= width
      ? begin + " ".repeat(width - begin.length - end.length) + end
      : cutText(begin, width);
  const said = [
    `Each line has its own scale${measure.isFromZero ? ", from 0" : ""}.`,
    ...(bins.isSummary ? [`Each block is the mean of ${bins.text}.`] : []),
    ...(shown.length < series.length ? [`Shown: the first ${shown.length} of ${countOf(series.length, "code")}.`] : []),
    ...notes,
  ];
  return [
    ...head,
    cutText(
      `${" ".repeat(codeWidth + 1)}${padText(measure.unit === "" ? "" : `(${measure.unit})`, width)}${numberHeads}`,
      columns,
    ).trimEnd(),
    ...lines,
    paint(cutText(`${" ".repeat(codeWidth + 1)}${days}`, columns).trimEnd(), "gray"),
    ...said.flatMap((line) => wrapText(line, columns)),
  ];
}

type Means = readonly { readonly x: number; readonly y: number | undefined }[];

/** Each bin takes the same number of characters, so that only absent values leave holes. */
function sparkline(means: Means, cells: Cells, isFromZero: boolean): string {
  const present = means.flatMap(({ y }) => (y === undefined ? [] : [y]));
  const low = Math.min(...present, ...(isFromZero ? [0] : []));
  const high = Math.max(...present);
  const characters = Array.from({ length: cells.count }, () => " ");
  for (const { x, y } of means) {
    if (y === undefined) continue;
    const level = high === low ? 3 : Math.min(7, Math.floor(((y - low) / (high - low)) * 8));
    characters[cells.indexOf(x)] = blocks[level] ?? " ";
  }
  return characters.map((character) => character.repeat(cells.width)).join("");
}

/** The characters of a sparkline. */
interface Cells {
  readonly count: number;
  /** Characters of each. */
  readonly width: number;
  readonly indexOf: (x: number) => number;
}

function createCells({ first, last }: TimeAxis, { size, middleOf }: Bins, room: number): Cells {
  const [begin, end] = [middleOf(first), middleOf(last)];
  // Days at irregular distances end between two cells.
  const count = Math.floor((end - begin) / size + 1e-9) + 1;
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  return { count, width: Math.max(1, Math.floor(room / count)), indexOf: (x) => clamp(Math.round((x - begin) / size)) };
}
