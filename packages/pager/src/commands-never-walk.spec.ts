import * as plain from "@opend/core/plain";
import { Qot_GetShortInterest } from "@opend/core/plain";
import * as protocols from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import { askPages } from "./ask-pages.js";
import { paginate } from "./paginate.js";
import { open } from "./testing/open.js";

interface AnyRequest {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
}

const isOther = (value: unknown): value is AnyRequest =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  (value.kind === "command" || value.kind === "session");

/** Everything but queries, in both forms, and once more with the pages of a query. */
const others = [...Object.values<unknown>(protocols), ...Object.values<unknown>(plain)].filter(isOther);
const { paging, plain: forms } = Qot_GetShortInterest;
const disguised = others.map((protocol) => ({ ...protocol, paging, plain: forms }));

describe("what does not only read", () => {
  it("is walked by no function and no method, and nothing is sent", async () => {
    const { gateway, client } = await open();
    expect(others).toHaveLength(2 * 11);
    const before = others.map((protocol) => gateway.requestCount(protocol));
    const request = { security: { market: 1, code: "00700" } };
    for (const protocol of [...others, ...disguised]) {
      for (const asked of [request, [request], [{ request, cursor: "1" }]]) {
        const walks: (() => unknown)[] = [
          // @ts-expect-error: walks take queries with pages.
          () => paginate(client, protocol, asked),
          // @ts-expect-error: walks take queries with pages.
          () => askPages(client, protocol, asked),
          // @ts-expect-error: walks take queries with pages.
          () => client.paginate(protocol, asked),
          // @ts-expect-error: walks take queries with pages.
          () => client.askPages(protocol, asked),
        ];
        for (const walk of walks) {
          expect(walk).toThrow(
            expect.objectContaining({
              code: "InvalidOption",
              option: "protocol",
              message: `${protocol.name} does not only read, so it is never walked: send it once with client.call(${protocol.name}, …)`,
            }),
          );
        }
      }
    }
    expect(others.map((protocol) => gateway.requestCount(protocol))).toEqual(before);
  });

  it("is no walk by its type either", async () => {
    const { client } = await open();
    const order = { ...protocols.Trd_PlaceOrder, paging };
    // @ts-expect-error: it has pages, and is no query.
    expect(() => client.paginate(order, {})).toThrow("does not only read");
  });
});
