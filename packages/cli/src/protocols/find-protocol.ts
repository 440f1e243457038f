import { nearestName } from "@opend/core/internal";
import { UsageError } from "../base/usage-error.js";
import { type AnyProtocol, type AnyQuery, isProtocol, isQuery } from "./any-protocol.js";

/** All protocols of the contract, in the order of their ids. Takes a moment to load. */
export async function loadProtocols(): Promise<readonly AnyProtocol[]> {
  const contract: Readonly<Record<string, unknown>> = await import("@opend/core/schema");
  return Object.values(contract)
    .filter(isProtocol)
    .sort((a, b) => a.id - b.id);
}

/**
 * Returns the protocol of a name or an id. Loads only that one if the name is right.
 *
 * @throws `UsageError` that names the nearest one
 */
export async function findProtocol(given: string): Promise<AnyProtocol> {
  const known = await loadByName(given);
  if (known) return known;
  const protocols = await loadProtocols();
  const wanted = given.toLowerCase();
  const found = protocols.find(({ id, name }) => String(id) === given || name.toLowerCase() === wanted);
  const short = found ?? protocols.find(({ name }) => shortNames(name).includes(wanted));
  if (short) return short;
  const names = protocols.map(({ name }) => name);
  const nearest = nearestName(given, names) ?? nearestName(`Qot_Get${given}`, names);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new UsageError(`there is no protocol ${given}.${hint} \`opend protocols WORD\` finds them`);
}

/**
 * Returns the protocol of a name or an id, for a walk. A walk asks for page after page, and a later run continues it.
 * What changes something must never be sent like that.
 *
 * @throws `UsageError` for anything but a query
 */
export async function findQuery(given: string): Promise<AnyQuery> {
  const protocol = await findProtocol(given);
  if (isQuery(protocol)) return protocol;
  const { name, kind } = protocol;
  if (kind === "push") throw new UsageError(`${name} is pushed by the gateway: see \`opend watch\``);
  const what = kind === "command" ? "changes something at the gateway or the broker" : "belongs to the connection";
  throw new UsageError(
    `${name} ${what}. --all-pages, --resume and rank only read: \`opend call ${name}\` sends it once`,
  );
}

async function loadByName(name: string): Promise<AnyProtocol | undefined> {
  if (!/^[A-Z]\w+$/.test(name)) return undefined;
  try {
    const file: Readonly<Record<string, unknown>> = await import(`@opend/core/schema/${name}`);
    const protocol = file[name];
    return isProtocol(protocol) ? protocol : undefined;
  } catch {
    return undefined;
  }
}

/** `Qot_GetShortInterest` is also GetShortInterest and ShortInterest. */
function shortNames(name: string): string[] {
  const lower = name.toLowerCase();
  return [lower.replace(/^[a-z]+_/, ""), lower.replace(/^[a-z]+_(get|request)?/, "")];
}
