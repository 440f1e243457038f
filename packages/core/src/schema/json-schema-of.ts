import { checkDescribed, type DescribedPush, type DescribedRequest } from "./described-protocol.js";
import type { JsonSchema } from "./json-schema.js";
import { messageSchema } from "./message-schema.js";

/**
 * Returns the JSON Schemas (2020-12) of a protocol's plain request and reply, or of a push: of what `client.ask` takes and
 * returns, and of what `toPlain` returns. `JSON.stringify(jsonSchemaOf(Qot_RequestHistoryKL).request)` tells another
 * program, or a language model, what to write. Each is a document of its own that describes every field.
 *
 * Enums take any integer too, since a newer gateway may have values that they do not name. Days of a request have the
 * format `date`, which some validators have to be told about (`ajv-formats` for `ajv`).
 *
 * @throws `InvalidOption` for a protocol without descriptions: import it from `@opend/futu/schema`
 */
export function jsonSchemaOf(protocol: DescribedRequest): {
  readonly request: JsonSchema;
  readonly reply: JsonSchema;
};
export function jsonSchemaOf(protocol: DescribedPush): { readonly reply: JsonSchema };
export function jsonSchemaOf(protocol: DescribedRequest | DescribedPush) {
  checkDescribed("jsonSchemaOf", protocol);
  const { plain, described } = protocol;
  const about = (text: string) => [described.text, text].filter(Boolean).join(" ");
  const reply = messageSchema(plain.reply.shape, described.reply, "reply", about(described.reply.text));
  if (!("request" in plain) || !("request" in described)) return { reply };
  const { request } = described;
  return { request: messageSchema(plain.request.shape, request, "request", about(request.text)), reply };
}
