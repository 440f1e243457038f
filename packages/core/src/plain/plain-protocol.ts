import type { PlainForm } from "./plain-form.js";

/** A protocol with the plain forms of its request and its reply. */
export interface PlainRequest<C2S, S2C, Request, Reply> {
  readonly plain: { readonly request: PlainForm<C2S, Request>; readonly reply: PlainForm<S2C, Reply> };
}

/** A push, or any protocol, with the plain form of its body. */
export interface PlainPush<S2C, Reply> {
  readonly plain: { readonly reply: PlainForm<S2C, Reply> };
}

/** A paged protocol with plain forms. `PagedRequest` is `Request` without the fields that paging fills in. */
export interface PlainPaged<C2S, S2C, Request, Reply, PagedRequest, Row> {
  readonly plain: {
    readonly request: PlainForm<C2S, Request>;
    readonly reply: PlainForm<S2C, Reply>;
    /** Returns the request for the first page. */
    firstPage(request: PagedRequest, pageSize: number | undefined): Request;
    /** Returns the rows of a page. */
    rows(reply: Reply): Row[];
  };
}
