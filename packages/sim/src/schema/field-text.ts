import { noiseOf, type Place } from "./place.js";

/** A text: an id, a link, or words that say that they are simulated. */
export function textOf(place: Place, name: string): string {
  const { index, profile, security } = place;
  if (/currency/i.test(name)) return profile.market === "HK" ? "HKD" : "USD";
  if (/url|link|icon|avatar|image/i.test(name)) return `https://simulated.invalid/${name}/${index + 1}`;
  if (/^(stock|security)?code$/i.test(name)) return security.code;
  if (/^(stock|security)?name$/i.test(name) && place.depth <= 1) return `Simulated ${security.code}`;
  if (/(id|key|code|symbol)$/i.test(name)) return `sim-${Math.floor(noiseOf(place, name) * 2 ** 32)}-${index + 1}`;
  if (/^volume$|size$/i.test(name)) return String(1 + Math.floor(noiseOf(place, name) * 1000));
  return `Simulated ${name} ${index + 1}`;
}
