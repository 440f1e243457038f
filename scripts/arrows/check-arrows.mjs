// pnpm arrows: checks which packages and rooms import each other, and that docs/architecture.md shows it.
//   --write   redraws the arrows in docs/architecture.md
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { checkHouse } from "./check-house.mjs";
import { drawHouse } from "./draw-house.mjs";
import { houses, packages } from "./houses.mjs";
import { readImports } from "./read-imports.mjs";

const document = "docs/architecture.md";
const isWriting = process.argv.includes("--write");
const projects = [...["packages", "apps"].flatMap((folder) => foldersIn(folder)), "examples"];
const mistakes = [];
const betweenPackages = [];

for (const project of projects) {
  const { imports, circles } = await readImports(project);
  mistakes.push(...circles.map((files) => `a circle of imports: ${files.join(" -> ")}`));
  for (const { from, to, module } of imports) {
    const name = packageOf(module) ?? projects.find((other) => to.startsWith(`${other}/`));
    const target = name ?? project;
    betweenPackages.push({ from: project, to: target, why: `${from} imports ${module}` });
  }
  for (const house of houses.filter(({ folder }) => folder.startsWith(`${project}/`))) {
    mistakes.push(...checkHouse(house, importsBetweenRooms(house, imports)));
  }
}
mistakes.push(...checkHouse(packages, betweenPackages.map(named)));

const text = readFileSync(document, "utf8");
const drawn = [packages, ...houses].reduce((page, house) => {
  const place = new RegExp(`<!-- arrows: ${house.name} -->[^]*?<!-- end -->`);
  if (!place.test(page)) throw new Error(`${document} has no place for the arrows of ${house.name}`);
  return page.replace(place, () => drawHouse(house));
}, text);
if (isWriting) writeFileSync(document, drawn);
else if (drawn !== text) mistakes.push(`${document} shows outdated arrows: update them with pnpm arrows --write`);

for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
else console.log(`${projects.length} packages, ${betweenPackages.length} imports: every arrow points one way`);

/** Returns the imports between the rooms of a house. A file that is in no room is a mistake. */
function importsBetweenRooms({ name, folder, rooms }, imports) {
  const places = Object.entries(rooms).flatMap(([room, paths]) =>
    [paths].flat().map((path) => ({ room, path: `${folder}/${path}` })),
  );
  const roomOf = (file) => places.find(({ path }) => file === path || file.startsWith(`${path}/`))?.room;
  return imports.flatMap(({ from, to }) => {
    if (!from.startsWith(`${folder}/`) || !to.startsWith(`${folder}/`)) return [];
    const rooms = [from, to].map((file) => {
      const room = roomOf(file);
      if (room === undefined) mistakes.push(`${name}: ${file} is in no room: name one in scripts/arrows/houses.mjs`);
      return room;
    });
    if (rooms.includes(undefined)) return [];
    return [{ from: rooms[0], to: rooms[1], why: `${from} imports ${to}` }];
  });
}

/** Returns the folder of the package that a module specifier names. */
function packageOf(module) {
  const [, name] = /^@opend\/([^/]+)/.exec(module) ?? [];
  return name === undefined ? undefined : projects.find((project) => project.endsWith(`/${name}`));
}

/** Names packages by their names, and apps by their folders. */
function named({ from, to, why }) {
  return { from: shortName(from), to: shortName(to), why };
}

function shortName(project) {
  return project.replace(/^packages\//, "");
}

function foldersIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);
}
