import type { Dataset } from "@opend/archive";
import { UsageError } from "../base/usage-error.js";
import { importArchive } from "./import-archive.js";

/** What the command line calls a dataset: `short-volume`, `candles` … */
export function nameOfDataset({ name }: Dataset): string {
  return (name.startsWith("candles_") ? "candles" : name).replaceAll("_", "-");
}

/** Finds a dataset by its name and, for candles, the period. @throws `UsageError` */
export async function findArchived(name: string, period: string | undefined): Promise<Dataset> {
  const { datasets } = await importArchive();
  const wanted = name.toLowerCase().replaceAll("_", "-");
  if (wanted !== "candles") {
    // The status and the table of candles have their period in the name.
    const found = datasets.find((dataset) =>
      [nameOfDataset(dataset), dataset.name.replaceAll("_", "-")].includes(wanted),
    );
    if (found === undefined) {
      const names = [...new Set(datasets.map(nameOfDataset))].join(", ");
      throw new UsageError(`there is no dataset ${name}. There are ${names}`);
    }
    if (period !== undefined) throw new UsageError(`--period is for candles, not for ${wanted}`);
    return found;
  }
  const table = `candles_${(period ?? "day").toLowerCase()}`;
  const found = datasets.find((dataset) => dataset.name === table);
  if (found !== undefined) return found;
  const periods = datasets.flatMap((dataset) => /^candles_(.+)$/.exec(dataset.name)?.[1] ?? []);
  throw new UsageError(`--period is one of ${periods.join(", ")}, not ${period}`);
}
