import type { PublishedPackage } from "../published-packages.ts";

/** Where the report of a package is kept. */
export function reportFile({ manifest }: PublishedPackage): URL {
  return new URL(`../../api-reports/${manifest.name.replace("@opend/", "")}.md`, import.meta.url);
}
