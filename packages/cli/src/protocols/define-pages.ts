import { columnsOf } from "@opend/core/schema";
import { UsageError } from "../base/usage-error.js";
import { openPagerWalk } from "../walk/open-pager-walk.js";
import type { WalkKind } from "../walk/walk-kind.js";
import { isPaged } from "./any-protocol.js";
import { findProtocol } from "./find-protocol.js";

/** A row of any paged protocol, and what the reply says of all rows. */
interface AnyRow {
  readonly row: unknown;
  readonly reply: Readonly<Record<string, unknown>>;
}

/** What is asked for, as a journal keeps it. */
export interface PagesRequest {
  readonly protocol: string;
  readonly request: object;
}

/** All pages of any paged protocol, as a table. @throws `UsageError` for a protocol without pages */
export async function definePages({ protocol: name, request }: PagesRequest): Promise<WalkKind<AnyRow>> {
  const protocol = await findProtocol(name);
  if (!isPaged(protocol)) throw new UsageError(`${protocol.name} answers in one reply: leave out --all-pages`);
  const columns = columnsOf(protocol);
  const besides = new Set(columns.flatMap(({ from, path }) => (from === "reply" ? path.slice(0, 1) : [])));
  return {
    columns: columns.map((column) => ({ ...column, path: [column.from, ...column.path] })),
    rateLimit: protocol.rateLimit,
    open(client, [start], { limit, signal }) {
      const pager = client.askPages(protocol, request, { limit, signal, from: start?.cursor });
      const pages = async function* () {
        for await (const { rows, reply, cursor } of pager.pages()) {
          const said = Object.fromEntries(Object.entries(Object(reply)).filter(([field]) => besides.has(field)));
          yield { rows: rows.map((row) => ({ row, reply: said })), cursor };
        }
      };
      return openPagerWalk(protocol.name, { pages });
    },
  };
}
