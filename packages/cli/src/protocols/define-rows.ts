import { type Column, columnsOf, rowsOf } from "@opend/core/schema";
import { UsageError } from "../base/usage-error.js";
import { openPagerWalk } from "../walk/open-pager-walk.js";
import type { WalkKind } from "../walk/walk-kind.js";
import { type AnyPaged, type AnyRequest, isPaged, isRequest } from "./any-protocol.js";
import { findProtocol } from "./find-protocol.js";

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

/** The rows of any protocol as a table, over all pages if it has pages. */
export async function defineRows({ protocol: name, request }: RowsRequest): Promise<WalkKind<AnyRow>> {
  const protocol = await findProtocol(name);
  if (!isRequest(protocol)) throw new UsageError(`${protocol.name} is pushed by the gateway: see \`opend watch\``);
  const columns = columnsOf(protocol);
  return {
    columns: columns.map((column) => ({ ...column, path: [column.from, ...column.path] })),
    // What the reply says of all rows can wait.
    important: columns.flatMap(({ from, name }) => (from === "row" ? [name] : [])),
    rateLimit: protocol.rateLimit,
    open(client, [start], { limit, signal }) {
      const pages = async function* () {
        if (isPaged(protocol)) {
          const pager = client.askPages(protocol, request, { limit, signal, from: start?.cursor });
          for await (const { reply, cursor } of pager.pages()) yield { rows: toRows(protocol, columns, reply), cursor };
        } else {
          const reply = await client.ask(protocol, request, { signal });
          yield { rows: toRows(protocol, columns, reply), cursor: undefined };
        }
      };
      // Checks the request.
      if (isPaged(protocol)) client.askPages(protocol, request);
      else protocol.plain.request.fromPlain(request);
      return openPagerWalk(protocol.name, { pages });
    },
  };
}

/** Returns the rows of a reply, each with the fields of the reply that have columns, too. */
function toRows(protocol: AnyRequest | AnyPaged, columns: readonly Column[], reply: unknown): AnyRow[] {
  const besides = new Set(columns.flatMap(({ from, path }) => (from === "reply" ? path.slice(0, 1) : [])));
  const body = Object(reply);
  const said = Object.fromEntries(Object.entries(body).filter(([field]) => besides.has(field)));
  return rowsOf(protocol, body).map((row) => ({ row, reply: said }));
}
