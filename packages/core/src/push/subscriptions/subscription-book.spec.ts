import { describe, expect, it } from "vitest";
import { BookGateway } from "../../testing/book-gateway.js";
import { bookKinds } from "../../testing/book-kinds.js";
import { rejectionOf } from "../../testing/caught.js";
import { settle } from "../../testing/queue.js";
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
  it("cost nothing for those who come later, and end 60 s after they began when all have gone", async () => {
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

  it("are kept for who comes back in time", async () => {
    const { book, gateway, pass } = setup();
    await book.join(["A"], never);
    book.leave(["A"]);
    await pass(59_000);
    await book.join(["A"], never);
    await pass(120_000);
    expect(gateway.requests).toEqual(["+A"]);
  });

  it("are asked for again by who comes while they are being ended", async () => {
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

  it("that another asks for are not lost with what that one is refused for", async () => {
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

  it("whose reply was lost are not taken, and are ended when the gateway has them after all", async () => {
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

  it("are let go of by who stops waiting, and ended once they are there", async () => {
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
  it("are all told each time, once however many want them", async () => {
    const { book, gateway } = setup("accounts");
    await Promise.all([book.join(["1"], never), book.join(["1", "2"], never), book.join(["2"], never)]);
    expect(gateway.requests).toEqual(["=1", "=1,2"]);
  });

  it("are left out at once when nobody wants them any more, unless somebody comes back", async () => {
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

  it("that a request for others has left out are asked for again by who wants them before that is answered", async () => {
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

  it("that are refused leave the others as they are, and can be tried again", async () => {
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

describe.each(["quotes", "accounts"] as const)("after a reconnect, %s", (kind) => {
  it("are what is wanted and is not refused; what was refused is asked for again when it is wanted anew", async () => {
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
