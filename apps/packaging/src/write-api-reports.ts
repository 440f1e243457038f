// Writes the API report of every published package, from what is built: `pnpm api-report`.
import { writeFileSync } from "node:fs";
import { createApiReport } from "./api-report/create-api-report.ts";
import { reportFile } from "./api-report/report-file.ts";
import { publishedPackages } from "./published-packages.ts";

for (const published of publishedPackages) writeFileSync(reportFile(published), createApiReport(published));
