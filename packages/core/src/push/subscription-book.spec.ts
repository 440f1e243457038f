import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BookGateway } from "../testing/book-gateway.js";
import { rejectionOf } from "../testing/caught.js";
import { settle } from "../testing/queue.js";
import { SubscriptionBook } from "./subscription-book.js";
import type { TopicKind } from "./topic-kind.js";

const minAgeMs = 60_000;
const never = new AbortController().signal;

/** Topics that are subscribed one by one or together, and are not ended before they are 60 s old. */
function quoteKind(gateway: BookGateway): TopicKind<string> {
  return {
    ...common,
    subscribe: (session, topics) => gateway.subscribe(session, topics),
    unsubscribe: (session, topics) => gateway.unsubscribe(session, topics, minAgeMs),
    minAgeMs,
    oneAtATime: false,
  };
}

/** Topics of which the gateway is told the whole list each time. */
function accountKind(gateway: BookGateway): TopicKind<string> {
  return {
    ...common,
    subscribe: (session, topics, kept) => gateway.replace(session, [...kept, ...topics]),
    unsubscribe: (session, _, kept) => gateway.replace(session, kept),
    minAgeMs: 0,
    oneAtATime: true,
  };
}

const common: Pick<TopicKind<string>, "keyOf" | "failed" | "plan"> = {
  keyOf: (topic) => topic,
  failed: (code, error) => ({ subType: 4, code, error }),
  plan: (topics) => (topics.length > 0 ? [topics] : []),
};

const kinds = { quotes: quoteKind, accounts: accountKind };

/** A book whose connection is ready. */
function setup(kind: keyof typeof kinds = "quotes") {
  const gateway = new BookGateway();
  gateway.connect();
  gateway.ready();
  const book = new SubscriptionBook(gateway, kinds[kind](gateway));
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

type Step =
  | { readonly do: "join"; readonly topics: readonly string[] }
  | { readonly do: "leave" | "abort"; readonly index: number }
  | { readonly do: "reply"; readonly index: number; readonly isLost: boolean }
  | { readonly do: "refuse" | "allow"; readonly topic: string }
  | { readonly do: "quota"; readonly quota: number }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "cut" | "connect" };

const topic = fc.constantFrom("A", "B", "C", "D", "E");
const index = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant("join" as const), topics: fc.uniqueArray(topic, { minLength: 1 }) }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constant("leave" as const), index }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("abort" as const), index }) },
  { weight: 20, arbitrary: fc.record({ do: fc.constant("reply" as const), index, isLost: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reply" as const), index, isLost: fc.constant(true) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refuse" as const), topic }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("allow" as const), topic }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("quota" as const), quota: fc.integer({ min: 2, max: 6 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(1_000, 30_000, 70_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cut" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("connect" as const) }) },
);

/** One who wants topics, as a stream does. */
interface Stream {
  readonly topics: readonly string[];
  readonly stop: AbortController;
  state: "opening" | "open" | "gone";
}

/** Streams over a book, and a client that connects again. */
class Model {
  readonly gateway = new BookGateway();
  readonly book: SubscriptionBook<string>;
  readonly streams: Stream[] = [];
  #resuming: Promise<void> | undefined;

  constructor(kind: keyof typeof kinds) {
    this.book = new SubscriptionBook(this.gateway, kinds[kind](this.gateway));
    this.gateway.repliesAtOnce = false;
  }

  run(step: Step): void {
    const { gateway } = this;
    switch (step.do) {
      case "join":
        return this.#open(step.topics);
      case "leave":
        return this.#leave(this.streams.filter(({ state }) => state === "open").at(step.index));
      case "abort":
        return this.streams.at(step.index)?.stop.abort();
      case "reply":
        return gateway.reply(step.index, step.isLost);
      case "refuse":
        return void gateway.refused.add(step.topic);
      case "allow":
        return void gateway.refused.delete(step.topic);
      case "quota":
        gateway.quota = step.quota;
        return;
      case "pass":
        return gateway.clock.advance(step.ms);
      case "cut":
        return gateway.cut();
      case "connect":
        return this.connect();
    }
  }

  #open(topics: readonly string[]): void {
    const stream: Stream = { topics, stop: new AbortController(), state: "opening" };
    this.streams.push(stream);
    this.book.join(topics, stream.stop.signal).then(
      () => {
        stream.state = "open";
      },
      () => {
        stream.state = "gone";
      },
    );
  }

  #leave(stream: Stream | undefined): void {
    if (!stream) return;
    stream.state = "gone";
    this.book.leave(stream.topics);
  }

  connect(): void {
    const session = this.gateway.connect();
    const resuming = this.book.resume(session).then(
      () => {
        if (this.#resuming === resuming && session.isOpen) this.gateway.ready();
      },
      // A client closes such a connection and makes another.
      () => {
        if (this.#resuming === resuming) this.connect();
      },
    );
    this.#resuming = resuming;
  }

  /** Lets everything that is under way come to its end, over a connection that holds. */
  async rest(): Promise<void> {
    if (!this.gateway.isConnected) this.connect();
    for (let idle = 0, replies = 0; idle < 3; idle++) {
      await settle();
      for (; this.gateway.pending > 0; idle = 0, replies++) this.gateway.reply();
      if (replies > 1_000) throw new Error("it never comes to rest");
    }
  }
}

describe.each(["quotes", "accounts"] as const)("whatever happens, %s", (kind) => {
  it("are at the gateway what open streams want, and each stream knows what it lacks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 60, size: "max" }), async (steps) => {
        const model = new Model(kind);
        const { gateway, book, streams } = model;
        model.connect();
        for (const [one, isSettled] of steps) {
          model.run(one);
          if (isSettled) await settle();
        }
        await model.rest();
        expect(streams.filter(({ state }) => state === "opening")).toEqual([]);
        const open = streams.filter(({ state }) => state === "open");
        const wanted = new Set(open.flatMap(({ topics }) => topics));
        const refused = new Set(book.refusedOf([...wanted]).map(({ code }) => code));
        const expected = [...wanted].filter((one) => !refused.has(one)).sort();
        // Besides, it has what nobody wants any more and is too young to be ended. The book knows of all of it.
        expect([...gateway.topics.keys()]).toEqual(expect.arrayContaining(expected));
        expect(book.topics).toEqual(expect.arrayContaining([...gateway.topics.keys()]));
        for (let minute = 0; minute < 4; minute++) {
          gateway.clock.advance(60_000);
          await model.rest();
        }
        expect([...gateway.topics.keys()].sort()).toEqual(expected);
        expect([...book.topics].sort()).toEqual([...wanted].sort());
        if (kind === "quotes") expect(gateway.violations).toEqual([]);
        expect(gateway.clock.scheduled).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
