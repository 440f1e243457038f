// Writes the API report of every published package from the build: `pnpm api-report`.
import { writeFileSync } from "node:fs";
import { createApiReports } from "./api-report/create-api-reports.ts";
import { reportFile } from "./api-report/report-file.ts";
import { publishedPackages } from "./published-packages.ts";

for (const published of publishedPackages) {
  for (const { part, text } of createApiReports(published)) writeFileSync(reportFile(published, part), text);
}
