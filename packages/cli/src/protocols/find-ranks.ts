import { nearestName } from "@opend/core/internal";
import { UsageError } from "../base/usage-error.js";
import { type AnyQuery, isQuery } from "./any-protocol.js";
import { loadProtocols } from "./find-protocol.js";

/** The rankings of the contract, by short names: `Qot_GetTopMoversRank` is `top-movers`. */
export async function findRanks(): Promise<ReadonlyMap<string, AnyQuery>> {
  const ranks = (await loadProtocols()).flatMap((protocol) => {
    const [, words] = /^Qot_Get(\w+)Rank$/.exec(protocol.name) ?? [];
    return words === undefined || !isQuery(protocol) ? [] : [[toKebab(words), protocol] as const];
  });
  return new Map(ranks);
}

/** @throws `UsageError` that names the nearest ranking, and all of them */
export async function findRank(kind: string): Promise<AnyQuery> {
  const ranks = await findRanks();
  const found = ranks.get(kind.toLowerCase());
  if (found) return found;
  const names = [...ranks.keys()];
  const nearest = nearestName(kind, names);
  throw new UsageError(
    `there is no ranking ${kind}${nearest ? `: did you mean ${nearest}?` : "."} There are ${names.join(", ")}`,
  );
}

/** `USPreMarket` is `us-pre-market`. */
function toKebab(words: string): string {
  return words
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
