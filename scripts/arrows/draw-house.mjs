/**
 * Draws the arrows of a house as a Mermaid diagram.
 *
 * @param {import("./houses.mjs").House} house
 * @returns {string}
 */
export function drawHouse({ name, rooms, arrows }) {
  const lines = Object.keys(rooms).flatMap((room) => {
    const below = arrows[room] ?? [];
    return below.length > 0 ? [`  ${room} --> ${below.join(" & ")}`] : [];
  });
  return [`<!-- arrows: ${name} -->`, "", "```mermaid", "flowchart TD", ...lines, "```", "", "<!-- end -->"].join("\n");
}
