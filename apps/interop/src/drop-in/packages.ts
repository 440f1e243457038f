/** An official package, and ours for its users. */
export interface Pair {
  /** The name of the official package. */
  readonly name: "futu-api" | "moomoo-api";
  readonly brand: "futu" | "moomoo";
}

/** Both official packages. */
export const pairs: readonly Pair[] = [
  { name: "futu-api", brand: "futu" },
  { name: "moomoo-api", brand: "moomoo" },
];

/** The modules that a program imports from an official package, and from ours. */
export function modulesOf({ name }: Pair, side: "official" | "ours"): { readonly api: string; readonly proto: string } {
  return side === "official"
    ? { api: `${name}/main.js`, proto: `${name}/proto.js` }
    : { api: `@opend/${name}`, proto: `@opend/${name}/proto` };
}
