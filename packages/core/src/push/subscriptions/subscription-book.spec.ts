import { settle } from "@opend/test-kit/queue";
import { describe, expect, it } from "vitest";
import { BookGateway } from "../../testing/book-gateway.js";
import { bookKinds } from "../../testing/book-kinds.js";
import { rejectionOf } from "../../testing/caught.js";
import { SubscriptionBook } from "./subscription-book.js";

const never = new AbortController().signal;

/** A book with a ready connection. */
function setup(kind: keyof typeof bookKinds = "quotes") {
  const gateway = new BookGateway();
  gateway.connect();
  gateway.ready();
  const book = new SubscriptionBook(gateway, bookKinds[kind](gateway));
  const pass = async (ms: number) => {
    gateway.clock.advance(ms);
    await settle();
  };
  return { gateway, book, pass };
}

describe("subscriptions of securities", () => {
  it("cost later users nothing, and end 60 s after they began when all users have left", async () => {
    const { book, gateway, pass } = setup();
    await book.join(["A", "B"], never);
    await book.join(["B", "C"], never);
    book.leave(["A", "B"]);
    await pass(59_999);
    book.leave(["B", "C"]);
    await pass(1);
    await pass(60_000);
    expect(gateway.requests).toEqual(["+A,B", "+C", "-A,B,C"]);
    expect(book.topics).toEqual([]);
    expect(gateway.clock.scheduled).toBe(0);
  });

  it("are kept for users who return in time", async () => {
    const { book, gateway, pass } = setup();
    await book.join(["A"], never);
    book.leave(["A"]);
    await pass(59_000);
    await book.join(["A"], never);
    await pass(120_000);
    expect(gateway.requests).toEqual(["+A"]);
  });

  it("are requested again by new users while they are being ended", async () => {
    const { book, gateway, pass } = setup();
    await book.join(["A"], never);
    book.leave(["A"]);
    gateway.repliesAtOnce = false;
    await pass(60_000);
    const back = book.join(["A"], never);
    gateway.reply();
    await settle();
    gateway.reply();
    await back;
    expect(gateway.requests).toEqual(["+A", "-A", "+A"]);
    expect(book.topics).toEqual(["A"]);
  });

  it("that another user requests are not lost when that user's other topics are refused", async () => {
    const { book, gateway } = setup();
    gateway.refused.add("B");
    gateway.repliesAtOnce = false;
    const both = rejectionOf(book.join(["A", "B"], never));
    const one = book.join(["A"], never);
    await settle();
    gateway.reply();
    expect((await both).code).toBe("GatewayError");
    await settle();
    gateway.reply();
    await one;
    expect([...gateway.topics.keys()]).toEqual(["A"]);
  });

  it("whose reply was lost are not taken, and are ended if the gateway has them after all", async () => {
    const { book, gateway, pass } = setup();
    gateway.repliesAtOnce = false;
    const lost = rejectionOf(book.join(["A"], never));
    await settle();
    gateway.reply(0, true);
    expect((await lost).code).toBe("Timeout");
    gateway.repliesAtOnce = true;
    await pass(60_000);
    expect(gateway.requests).toEqual(["+A", "-A"]);
  });

  it("are released by users who stop waiting, and ended once they exist", async () => {
    const { book, gateway, pass } = setup();
    gateway.repliesAtOnce = false;
    const stop = new AbortController();
    const stopped = rejectionOf(book.join(["A"], stop.signal));
    const other = rejectionOf(book.join(["A"], stop.signal));
    await settle();
    stop.abort();
    expect([(await stopped).code, (await other).code]).toEqual(["Aborted", "Aborted"]);
    gateway.reply();
    gateway.repliesAtOnce = true;
    await settle();
    await pass(60_000);
    expect(gateway.requests).toEqual(["+A", "-A"]);
  });
});

describe("subscriptions of accounts", () => {
  it("are all sent each time, once however many users want them", async () => {
    const { book, gateway } = setup("accounts");
    await Promise.all([book.join(["1"], never), book.join(["1", "2"], never), book.join(["2"], never)]);
    expect(gateway.requests).toEqual(["=1", "=1,2"]);
  });

  it("are left out immediately when nobody wants them, unless a user returns", async () => {
    const { book, gateway } = setup("accounts");
    await book.join(["1", "2"], never);
    await book.join(["2"], never);
    book.leave(["1", "2"]);
    const back = book.join(["2"], never);
    book.leave(["2"]);
    await back;
    book.leave(["2"]);
    await settle();
    expect(gateway.requests).toEqual(["=1,2", "=2", "="]);
  });

  it("that another request leaves out are requested again by new users before its reply", async () => {
    const { book, gateway } = setup("accounts");
    await book.join(["A"], never);
    gateway.refused.add("C");
    gateway.repliesAtOnce = false;
    const refused = rejectionOf(book.join(["A", "B", "C"], never));
    const other = book.join(["B"], never);
    book.leave(["A"]);
    await settle();
    gateway.reply();
    await refused;
    await settle();
    const back = book.join(["A"], never);
    for (let turns = 0; turns < 5; turns++) {
      gateway.reply();
      await settle();
    }
    await Promise.all([other, back]);
    expect(gateway.requests.slice(0, 3)).toEqual(["=A", "!=A,B,C", "=B"]);
    expect([...gateway.topics.keys()].sort()).toEqual(["A", "B"]);
  });

  it("that are refused do not affect the others, and can be tried again", async () => {
    const { book, gateway } = setup("accounts");
    gateway.refused.add("1");
    const refused = rejectionOf(book.join(["1"], never));
    await book.join(["2"], never);
    expect((await refused).code).toBe("GatewayError");
    gateway.refused.clear();
    await book.join(["1"], never);
    expect(gateway.requests).toEqual(["!=1", "=2", "=2,1"]);
  });
});

describe("subscriptions of accounts that are wanted again after a reconnect", () => {
  it("are not forgotten for a reply of the connection before", async () => {
    const { book, gateway } = setup("accounts");
    gateway.repliesAtOnce = false;
    const lost = rejectionOf(book.join(["1"], never));
    void book.join(["2"], never);
    await settle();
    gateway.reply(0, true);
    expect((await lost).code).toBe("Timeout");
    await settle();
    expect(gateway.requests).toEqual(["=1", "=2"]);
    // All of this before the reply has had its effect.
    gateway.reply();
    gateway.repliesAtOnce = true;
    const resumed = book.resume(gateway.connect());
    const joined = book.join(["1"], never);
    await resumed;
    expect(book.topics).toEqual(["2", "1"]);
    gateway.ready();
    await joined;
    expect([...gateway.topics.keys()]).toEqual(["2", "1"]);
  });
});

describe.each(["quotes", "accounts"] as const)("after a reconnect, %s", (kind) => {
  it("are the wanted ones that are not refused; refused ones are requested again for new users", async () => {
    const { book, gateway } = setup(kind);
    await book.join(["A", "B", "C"], never);
    gateway.refused.add("B");
    const session = gateway.connect();
    book.leave(["C"]);
    const failed = await book.resume(session);
    gateway.ready();
    expect(failed).toMatchObject([{ code: "B", error: { code: "GatewayError" } }]);
    expect(book.refusedOf(["A", "B"])).toEqual(failed);
    expect([...gateway.topics.keys()]).toEqual(["A"]);
    expect((await rejectionOf(book.join(["B"], never))).code).toBe("GatewayError");
    expect(book.refusedOf(["A", "B"])).toEqual(failed);
    gateway.refused.clear();
    await book.join(["B"], never);
    expect(book.refusedOf(["A", "B"])).toEqual([]);
    expect([...gateway.topics.keys()]).toEqual(["A", "B"]);
  });
});
