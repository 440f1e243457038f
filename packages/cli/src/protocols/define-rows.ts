import { omittedFrom } from "@opend/core";
import { markOmitted } from "@opend/core/internal";
import { type Column, columnsOf, rowsOf } from "@opend/core/schema";
import { UsageError } from "../base/usage-error.js";
import { openPagerWalk } from "../walk/open-pager-walk.js";
import type { WalkKind } from "../walk/walk-kind.js";
import { type AnyQuery, isPaged } from "./any-protocol.js";
import { findQuery } from "./find-protocol.js";

/** A row of any protocol, and what the reply says of all rows. */
interface AnyRow {
  readonly row: unknown;
  readonly reply: Readonly<Record<string, unknown>>;
}

/** What is asked for, as a journal keeps it. */
export interface RowsRequest {
  readonly protocol: string;
  readonly request: object;
}

/** Returns what a journal says was asked for. @throws `UsageError` where an edited one does not say it */
export function toRowsRequest(kept: object): RowsRequest {
  if ("protocol" in kept && "request" in kept) {
    const { protocol, request } = kept;
    if (typeof protocol === "string" && typeof request === "object" && request !== null) return { protocol, request };
  }
  throw new UsageError("--resume: the journal does not say what was asked for");
}

/**
 * The rows of any query as a table, over all pages if it has pages.
 *
 * @throws `UsageError` for a protocol that is not a query, before anything is opened
 */
export async function defineRows({ protocol, request }: RowsRequest): Promise<WalkKind<AnyRow>> {
  return rowsOfQuery(await findQuery(protocol), request);
}

function rowsOfQuery(query: AnyQuery, request: object): WalkKind<AnyRow> {
  const columns = columnsOf(query);
  return {
    columns: columns.map((column) => ({ ...column, path: [column.from, ...column.path] })),
    // What the reply says of all rows can wait.
    important: columns.flatMap(({ from, name }) => (from === "row" ? [name] : [])),
    isPrivate: true,
    rateLimit: query.rateLimit,
    open(client, [start], { signal }) {
      const pages = async function* () {
        if (isPaged(query)) {
          const pager = client.askPages(query, request, { limit: start?.limit, signal, from: start?.cursor });
          for await (const { reply, cursor } of pager.pages()) yield { rows: toRows(query, columns, reply), cursor };
        } else {
          const reply = await client.ask(query, request, { signal });
          yield { rows: toRows(query, columns, reply), cursor: undefined };
        }
      };
      // Checks the request, and where to begin.
      if (isPaged(query)) client.askPages(query, request, { limit: start?.limit, from: start?.cursor });
      else if (start?.cursor !== undefined) throw new UsageError(`${query.name} has no pages, so no cursor either`);
      else query.plain.request.fromPlain(request);
      return openPagerWalk(query.name, { pages });
    },
  };
}

/** Returns the rows of a reply, each with the fields of the reply that have columns, too. Secrets are left out. */
function toRows(query: AnyQuery, columns: readonly Column[], reply: unknown): AnyRow[] {
  const open = columns.filter(({ isSecret }) => !isSecret);
  const fieldsOf = (source: Column["from"]) =>
    new Set(open.flatMap(({ from, path }) => (from === source ? path.slice(0, 1) : [])));
  const besides = fieldsOf("reply");
  const inRows = fieldsOf("row");
  const body = Object(reply);
  const said = pick(body, besides);
  return rowsOf(query, body).map((row) => ({ row: pick(Object(row), inRows), reply: said }));
}

function pick(body: object, names: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const picked = Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name)));
  // Files hold exactly what a plain reply leaves out.
  return markOmitted(picked, omittedFrom(body));
}
