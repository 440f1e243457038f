import { isMet, type RunResult } from "../result.ts";
import { formatBound, formatFigure } from "./format-figure.ts";

/** Formats the results on one runtime for the console. */
export function printRun({ measures, goals }: RunResult): string {
  const names = measures.flatMap(({ sides }) => sides.map(({ side }) => side.length));
  const width = Math.max(...names) + 2;
  const lines = measures.flatMap(({ title, unit, sides }) => [
    `  ${title}`,
    ...sides.map(({ side, value }) => `    ${side.padEnd(width)}${formatFigure(value, unit)}`),
  ]);
  const verdicts = goals.map((goal) => {
    const verdict = isMet(goal) ? "met:   " : "missed:";
    return `  ${verdict} ${formatFigure(goal.figure, goal.unit)} ${goal.text} (${formatBound(goal)})`;
  });
  return [...lines, ...verdicts].join("\n");
}
