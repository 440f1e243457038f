import type { Context } from "../base/context.js";
import { columnsOf, hasColor } from "../base/io.js";
import type { Picture } from "../chart/picture.js";
import type { OutputPlan } from "./output-options.js";
import type { Sink } from "./sink.js";
import { writeTo } from "./write-to.js";

/** Keeps the rows, and draws them at the end. */
export function openPicture<Row extends object>(
  { io, screen }: Context,
  plan: OutputPlan,
  draw: (rows: readonly Row[]) => Picture,
): Sink<Row> {
  const kept: Row[] = [];
  return {
    async write(rows) {
      for (const row of rows) kept.push(row);
    },
    async finish() {
      const picture = draw(kept);
      if (plan.drawsOnStdout) {
        const { drawTerminal } = await import("../chart/draw-terminal.js");
        const size = { columns: columnsOf(io.stdout), color: hasColor(io.stdout, io.env) };
        await screen.around(() => writeTo(io.stdout, `${drawTerminal(picture, size)}\n`));
      }
      if (plan.pictures.length === 0) return;
      const { writePicture } = await import("../chart/write-picture.js");
      for (const file of plan.pictures) await writePicture(file, picture);
    },
    async discard() {},
  };
}
