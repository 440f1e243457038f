import type { Client, PagedProtocol } from "@opend/core";
import { readPlain, telemetryOf } from "@opend/core/internal";
import type { PlainPaged } from "@opend/core/plain";
import type { PageRequest, PagerOptions } from "@opend/pager";

/** A page of plain rows, and the reply that they come from. */
interface AskedPage<Row, Reply> {
  readonly rows: readonly Row[];
  readonly reply: Reply;
  readonly cursor: string | undefined;
}

/** Asks for one page of a paged protocol in plain form. */
export async function askPage<C2S, S2C, Input, WireRow, PagedInput, Request, Reply, PagedRequest extends object, Row>(
  client: Client,
  protocol: PagedProtocol<C2S, S2C, Input, WireRow, PagedInput> &
    PlainPaged<PagedInput, S2C, Request, Reply, PagedRequest, Row>,
  asked: NoInfer<PagedRequest>,
  { cursor, signal }: PageRequest,
  { pageSize, limit = Number.POSITIVE_INFINITY, timeoutMs }: Pick<PagerOptions, "pageSize" | "limit" | "timeoutMs">,
): Promise<AskedPage<Row, Reply>> {
  const { plain, paging } = protocol;
  const { min, max = Number.POSITIVE_INFINITY } = paging.pageSize ?? { min: 1 };
  // No more rows than wanted, as far as the protocol takes so few.
  const wanted = Math.max(min, Math.min(limit, max));
  const size = pageSize ?? (paging.pageSize && Number.isFinite(wanted) ? wanted : undefined);
  const input = plain.request.fromPlain(plain.firstPage(asked, size));
  const s2c = await client.call(protocol, paging.toRequest(input, cursor, size), { timeoutMs, signal });
  const reply = readPlain(telemetryOf(client), protocol, s2c, input);
  return { rows: plain.rows(reply), reply, cursor: paging.nextCursor(s2c, cursor) };
}
