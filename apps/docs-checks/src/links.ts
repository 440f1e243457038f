import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText, repository } from "./repository.js";

/** Returns the broken links of a document to files of the repository: the file or its heading does not exist. */
export function findBrokenLinks(document: string): string[] {
  const text = readText(document).replace(/^```.*?^```/gms, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(document, link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? document : join(dirname(document), path);
  if (!existsSync(join(repository, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** Returns the headings of a document, as GitHub writes them in links. */
function anchorsOf(document: string): string[] {
  return [...readText(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
