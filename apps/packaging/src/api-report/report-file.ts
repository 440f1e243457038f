import type { PublishedPackage } from "../published-packages.ts";
import type { ReportPart } from "./create-api-reports.ts";

/** Returns the location of a package's report. */
export function reportFile({ manifest }: PublishedPackage, part: ReportPart): URL {
  const name = manifest.name.replace("@opend/", "");
  return new URL(`../../api-reports/${name}${part === "public" ? "" : `-${part}`}.md`, import.meta.url);
}
