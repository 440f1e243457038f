import type { TableColumn } from "@opend/table";
import type { Context } from "../base/context.js";
import { openSinks } from "../output/open-sinks.js";
import { type OutputOptions, planOutput } from "../output/output-options.js";
import { type AnyProtocol, isPaged } from "./any-protocol.js";
import { loadProtocols } from "./find-protocol.js";
import { limitText, pagesText } from "./protocol-texts.js";

const columns: readonly TableColumn[] = (["id", "name", "kind", "what", "pages", "limit"] as const).map((name) => ({
  name,
  type: "text",
  path: [name],
}));

/** Prints the protocols whose name, id or text has all of the words. */
export async function listProtocols(context: Context, words: readonly string[], options: OutputOptions): Promise<void> {
  const plan = planOutput(options, context.io);
  const protocols = (await loadProtocols()).filter((protocol) => hasWords(protocol, words));
  const rows = protocols.map((protocol) => ({
    id: String(protocol.id),
    name: protocol.name,
    kind: protocol.kind,
    what: protocol.described.text.replace(/\.$/, ""),
    pages: isPaged(protocol) ? pagesText(protocol) : "",
    limit: limitText(protocol),
  }));
  const important = ["name", "what", "id", "kind"];
  const sinks = await openSinks(context, plan, options, { columns, important, isSimulated: false });
  for (const sink of sinks) {
    await sink.write(rows);
    await sink.finish();
  }
  context.screen.note(
    rows.length === 0
      ? `No protocol has ${words.join(" and ")}.`
      : `${rows.length} protocols. \`opend describe NAME\` shows one.`,
  );
}

function hasWords({ id, name, described }: AnyProtocol, words: readonly string[]): boolean {
  const text = `${id} ${name} ${described.text}`.toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}
