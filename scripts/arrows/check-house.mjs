/**
 * Compares the imports of a house with its arrows.
 *
 * @param {import("./houses.mjs").House} house
 * @param {readonly { from: string, to: string, why: string }[]} imports between rooms, each with the line that shows it
 * @returns {string[]} the mistakes, one per line
 */
export function checkHouse({ name, rooms, arrows }, imports) {
  const mistakes = [];
  for (const room of Object.keys(arrows)) {
    if (!(room in rooms)) mistakes.push(`${name}: arrows of ${room}, which is not a room`);
    if (roomsBelow(room, arrows).has(room)) mistakes.push(`${name}: the arrows of ${room} lead back to it`);
  }
  for (const { from, to, why } of imports) {
    if (from !== to && !roomsBelow(from, arrows).has(to))
      mistakes.push(`${name}: ${from} may not import ${to}: ${why}`);
  }
  for (const [from, below] of Object.entries(arrows)) {
    for (const to of below) {
      if (!imports.some((each) => each.from === from && each.to === to)) {
        mistakes.push(`${name}: no import uses the arrow from ${from} to ${to}: remove it`);
      }
      const others = below.filter((other) => other !== to);
      if (others.some((other) => roomsBelow(other, arrows).has(to))) {
        mistakes.push(`${name}: the arrow from ${from} to ${to} is redundant, since a longer path exists: remove it`);
      }
    }
  }
  return [...new Set(mistakes)];
}

/** Returns every room that can be reached along the arrows. */
function roomsBelow(room, arrows, found = new Set()) {
  for (const below of arrows[room] ?? []) {
    if (found.has(below)) continue;
    found.add(below);
    roomsBelow(below, arrows, found);
  }
  return found;
}
