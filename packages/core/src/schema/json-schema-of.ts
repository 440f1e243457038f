import {
  checkDescribed,
  type DescribedPush,
  type DescribedRequest,
  type ReplyShape,
  type RequestShapes,
} from "./described-protocol.js";
import type { JsonSchema } from "./json-schema.js";
import { messageSchema } from "./message-schema.js";

/**
 * Returns the JSON Schemas (2020-12) of a protocol's plain request and reply, or of a push: of what `client.ask` takes and
 * returns, and of what `toPlain` returns. `JSON.stringify(jsonSchemaOf(Qot_RequestHistoryKL).request)` tells another
 * program, or a language model, what to write. Each is a document of its own that describes every field.
 *
 * Texts and numbers that only a newer gateway sends pass as far as the plain form keeps them: enums take any integer.
 *
 * @throws `InvalidOption` for a protocol without descriptions: import it from `@opend/futu/schema`
 */
export function jsonSchemaOf(protocol: RequestShapes & DescribedRequest): {
  readonly request: JsonSchema;
  readonly reply: JsonSchema;
};
export function jsonSchemaOf(protocol: ReplyShape & DescribedPush): { readonly reply: JsonSchema };
export function jsonSchemaOf(protocol: (RequestShapes & DescribedRequest) | (ReplyShape & DescribedPush)) {
  checkDescribed("jsonSchemaOf", protocol);
  const { plain, described } = protocol;
  const about = (text: string) => [described.text, text].filter(Boolean).join(" ");
  const reply = messageSchema(plain.reply.shape, described.reply, "reply", about(described.reply.text));
  if (!("request" in plain) || !("request" in described)) return { reply };
  const { request } = described;
  return { request: messageSchema(plain.request.shape, request, "request", about(request.text)), reply };
}
