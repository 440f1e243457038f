import * as schema from "../gen/schema/index.js";
import type { PlainForm } from "../plain/plain-form.js";
import type { PagingFields } from "../protocol/protocol.js";
import type { MessageTexts } from "../schema/message-texts.js";

/** What tests read of any protocol with its descriptions. */
export interface AnyDescribed {
  readonly name: string;
  readonly paging?: { readonly fields: PagingFields };
  readonly plain: { readonly request?: PlainForm<object, unknown>; readonly reply: PlainForm<object, unknown> };
  readonly described: { readonly text: string; readonly request?: MessageTexts; readonly reply: MessageTexts };
}

/** All protocols with their descriptions. */
export const describedProtocols: readonly AnyDescribed[] = Object.values<unknown>(schema).filter(isDescribed);

/** The requests and the pushes among them. */
export const describedRequests = describedProtocols.filter(isRequest);
export const describedPushes = describedProtocols.filter((protocol) => !isRequest(protocol));

type AnyRequest = AnyDescribed & {
  readonly plain: { readonly request: PlainForm<object, unknown> };
  readonly described: { readonly request: MessageTexts };
};

function isDescribed(value: unknown): value is AnyDescribed {
  return typeof value === "object" && value !== null && "described" in value;
}

function isRequest(protocol: AnyDescribed): protocol is AnyRequest {
  return protocol.plain.request !== undefined;
}
