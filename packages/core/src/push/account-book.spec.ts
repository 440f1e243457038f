import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createError } from "../errors.js";
import type { Requester } from "../protocol/push-protocol.js";
import { AccountBook } from "./account-book.js";

const session: Requester = { request: () => Promise.reject(new Error("not asked")) };
const refusal = createError("GatewayError", "no such account", {
  protocol: "Trd_SubAccPush",
  retType: -1,
  retMsg: "no such account",
  errCode: undefined,
});

/** A gateway that refuses some accounts, and the lists that it was told. */
function create() {
  const gateway = { lists: [] as (readonly bigint[])[], refused: new Set<bigint>(), isThere: true };
  const book = new AccountBook(
    () => {
      if (gateway.isThere) return session;
      throw createError("ConnectionLost", "gone", { sent: false });
    },
    async (_, accounts) => {
      await Promise.resolve();
      if (accounts.some((account) => gateway.refused.has(account))) throw refusal;
      gateway.lists.push(accounts);
    },
  );
  return { book, gateway };
}

describe("accounts", () => {
  it("are all told each time, once however many want them", async () => {
    const { book, gateway } = create();
    await Promise.all([book.join([1n]), book.join([1n, 2n]), book.join([2n])]);
    expect(gateway.lists).toEqual([[1n], [1n, 2n]]);
  });

  it("are left out when nobody wants them any more", async () => {
    const { book, gateway } = create();
    await book.join([1n, 2n]);
    await book.join([2n]);
    book.leave([1n, 2n]);
    await book.join([2n]);
    book.leave([2n]);
    book.leave([2n]);
    await book.join([3n]);
    expect(gateway.lists).toEqual([[1n, 2n], [2n], [], [3n]]);
  });

  it("that come back at once are not left out", async () => {
    const { book, gateway } = create();
    await book.join([1n]);
    const back = book.join([1n]);
    book.leave([1n]);
    await back;
    await book.join([2n]);
    expect(gateway.lists).toEqual([[1n], [1n, 2n]]);
  });

  it("that are refused leave the others as they are, and can be tried again", async () => {
    const { book, gateway } = create();
    gateway.refused.add(1n);
    const refused = book.join([1n]);
    const other = book.join([2n]);
    await expect(refused).rejects.toBe(refusal);
    await other;
    gateway.refused.clear();
    await book.join([1n]);
    expect(gateway.lists).toEqual([[2n], [2n, 1n]]);
  });

  it("are subscribed again in order, and those that are refused now are told and left out", async () => {
    const { book, gateway } = create();
    await book.join([1n, 2n, 3n]);
    gateway.refused.add(2n);
    expect(await book.resume(session)).toEqual([{ account: 2n, error: refusal }]);
    await book.join([4n]);
    expect(gateway.lists.slice(1)).toEqual([[1n], [1n, 3n], [1n, 3n, 4n]]);
  });

  it("are let go of while there is no connection, and forgotten at the end", async () => {
    const { book, gateway } = create();
    await book.join([1n, 2n]);
    gateway.isThere = false;
    book.leave([1n]);
    await expect(book.join([3n])).rejects.toMatchObject({ code: "ConnectionLost" });
    gateway.isThere = true;
    expect(await book.resume(session)).toEqual([]);
    book.clear();
    expect(await book.resume(session)).toEqual([]);
    expect(gateway.lists).toEqual([[1n, 2n], [2n]]);
  });

  it("that the gateway knows are exactly those that are wanted, whatever happens", async () => {
    const account = fc.constantFrom(1n, 2n, 3n);
    const step = fc.record({ accounts: fc.uniqueArray(account, { minLength: 1 }), isJoin: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.option(account, { nil: undefined }), async (steps, bad) => {
        const { book, gateway } = create();
        if (bad !== undefined) gateway.refused.add(bad);
        const joined: (readonly bigint[])[] = [];
        for (const { accounts, isJoin } of steps) {
          const left = isJoin ? undefined : joined.pop();
          if (left) book.leave(left);
          else
            await book.join(accounts).then(
              () => joined.push(accounts),
              () => {},
            );
        }
        // Asked for last, so that all changes are over.
        await book.join([9n]);
        expect(new Set(gateway.lists.at(-1))).toEqual(new Set([...joined.flat(), 9n]));
      }),
    );
  });
});
