import { describe, expect, it } from "vitest";
import { createManualClock } from "../clock.js";
import { createError } from "../errors.js";
import type { Requester, SecurityChange } from "../protocol/push-protocol.js";
import { SecurityBook } from "./security-book.js";
import type { Topic } from "./topic.js";

const session: Requester = { request: () => Promise.reject(new Error("not asked")) };
const topic = (code: string, subType: number, klineSource?: number): Topic => ({
  subType,
  security: { market: 101, code },
  klineSource,
});

function create() {
  const clock = createManualClock();
  const gateway = { changes: [] as SecurityChange[], refuses: false };
  const book = new SecurityBook(
    clock,
    () => session,
    async (_, change) => {
      gateway.changes.push(change);
      const details = { protocol: "Qot_Sub", retType: -1, retMsg: "no", errCode: undefined };
      if (gateway.refuses) throw createError("GatewayError", "no", details);
    },
  );
  const asked = () =>
    gateway.changes.map(({ isSub, subType, securities, klineSource }) => [
      isSub ? "sub" : "unsub",
      subType,
      securities.map(({ code }) => code).join(),
      klineSource,
    ]);
  return { clock, book, gateway, asked };
}

/** Lets the book do what it does after a time. */
async function pass(clock: ReturnType<typeof createManualClock>, ms: number) {
  clock.advance(ms);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe("subscriptions of securities", () => {
  it("are one request per data type", async () => {
    const { book, asked } = create();
    await book.join([topic("A", 2), topic("B", 2), topic("A", 4)], []);
    await book.join([topic("A", 4), topic("C", 4)], []);
    expect(asked()).toEqual([
      ["sub", 2, "A,B", undefined],
      ["sub", 4, "A", undefined],
      ["sub", 4, "C", undefined],
    ]);
  });

  it("end as they began, 60 s later", async () => {
    const { book, asked, clock } = create();
    const topics = [topic("A", 6, 1)];
    await book.join(topics, []);
    book.leave(topics);
    await pass(clock, 60_000);
    expect(asked()).toHaveLength(1);
    await pass(clock, 1_000);
    expect(asked()).toEqual([
      ["sub", 6, "A", 1],
      ["unsub", 6, "A", 1],
    ]);
  });

  it("whose pushes look alike exclude each other, until they have ended", async () => {
    const { book, clock } = create();
    const rivals = [6, 7];
    const day = [topic("A", 6)];
    await book.join(day, rivals);
    await book.join(day, rivals);
    await book.join([topic("B", 7)], rivals);
    await book.join([topic("A", 4)], []);
    const refused = { code: "InvalidOption", option: "subTypes" };
    await expect(book.join([topic("A", 7)], rivals)).rejects.toMatchObject(refused);
    await expect(book.join([topic("A", 6, 1)], rivals)).rejects.toMatchObject(refused);
    book.leave(day);
    book.leave(day);
    await expect(book.join([topic("A", 7)], rivals)).rejects.toThrow("data type 6 of EC.A is still subscribed");
    await pass(clock, 61_000);
    await book.join([topic("A", 7)], rivals);
  });

  it("that were to end, and were not wanted again after all, end", async () => {
    const { book, asked, gateway, clock } = create();
    const known = topic("A", 4);
    await book.join([known], []);
    book.leave([known]);
    gateway.refuses = true;
    await expect(book.join([known, topic("B", 4)], [])).rejects.toMatchObject({ code: "GatewayError" });
    gateway.refuses = false;
    await pass(clock, 61_000);
    expect(asked().at(-1)).toEqual(["unsub", 4, "A", undefined]);
    expect(book.size).toBe(0);
  });
});
