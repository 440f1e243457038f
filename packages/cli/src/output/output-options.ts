import { formatOfFile, type TableFormat, tableFormats } from "@opend/table";
import type { Io } from "../base/io.js";
import { UsageError } from "../base/usage-error.js";

/** How to show rows: tables on a terminal, and the formats of files. */
export type OutputFormat = "table" | TableFormat;

/** The options that say where rows go. */
export interface OutputOptions {
  readonly format?: string;
  readonly out?: readonly string[];
  readonly columns?: string;
  readonly asText?: string;
  readonly chart?: true;
  readonly preview?: number;
  readonly escapeFormulas?: true;
}

/** Where rows go. */
export interface OutputPlan {
  /** What goes to stdout. Undefined: nothing. */
  readonly stdout: OutputFormat | undefined;
  /** Whether a picture goes to stdout. */
  readonly drawsOnStdout: boolean;
  /** The files with rows. */
  readonly tables: readonly { readonly file: string; readonly format: TableFormat }[];
  /** The files with pictures. */
  readonly pictures: readonly string[];
  /** How many rows of each code to print as a table besides. */
  readonly preview: number | undefined;
}

/** Endings of pictures. */
const pictureEndings = [".svg", ".png", ".html"];

/** @throws `UsageError` */
export function planOutput({ format, out = [], chart, preview }: OutputOptions, { stdout }: Io): OutputPlan {
  const isTerminal = stdout.isTTY === true;
  const isPicture = (file: string) => pictureEndings.some((ending) => file.toLowerCase().endsWith(ending));
  const pictures = out.filter(isPicture);
  const tables = out.filter((file) => !isPicture(file)).map((file) => ({ file, format: formatFor(file, format) }));
  const repeated = out.find((file, index) => out.indexOf(file) !== index);
  if (repeated !== undefined) throw new UsageError(`--out: ${repeated} is named twice`);
  const drawsOnStdout = chart === true && (isTerminal || pictures.length === 0);
  const printsRows = out.length === 0 && !drawsOnStdout && preview === undefined;
  const wanted = format === undefined ? (isTerminal ? "table" : "csv") : toFormat(format);
  if (printsRows && isTerminal && (wanted === "parquet" || wanted === "arrow")) {
    throw new UsageError(`--format ${wanted} is not for a terminal: add --out FILE, or pipe it into a program`);
  }
  if (format !== undefined && !printsRows && tables.length === 0) {
    throw new UsageError("--format says how rows are written, and this command line writes none");
  }
  return { stdout: printsRows ? wanted : undefined, drawsOnStdout, tables, pictures, preview };
}

function formatFor(file: string, format: string | undefined): TableFormat {
  const wanted = format === undefined ? formatOfFile(file) : toFormat(format);
  if (wanted !== undefined && wanted !== "table") return wanted;
  if (wanted === "table") throw new UsageError("--format table is for terminals: name another one for --out");
  const endings = [...tableFormats.map((name) => `.${name}`), ...pictureEndings].join(", ");
  throw new UsageError(`--out: the ending of ${file} tells no format. Use ${endings}, or add --format`);
}

/** The names of the formats. */
export const outputFormats: readonly OutputFormat[] = ["table", ...tableFormats];

function toFormat(name: string): OutputFormat {
  const known = outputFormats.find((each) => each === name);
  if (known === undefined) throw new UsageError(`--format is ${outputFormats.join(", ")}, not ${name}`);
  return known;
}
