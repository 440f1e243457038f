import { settle } from "@opend/test-kit/queue";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BookGateway } from "../../testing/book-gateway.js";
import { bookKinds } from "../../testing/book-kinds.js";
import { SubscriptionBook } from "./subscription-book.js";

type Step =
  | { readonly do: "join"; readonly topics: readonly string[]; readonly skipsRefused: boolean }
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
    arbitrary: fc.record({
      do: fc.constant("join" as const),
      topics: fc.uniqueArray(topic, { minLength: 1 }),
      skipsRefused: fc.boolean(),
    }),
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

/** A user of topics, like a stream. */
interface Stream {
  readonly topics: readonly string[];
  readonly stop: AbortController;
  state: "opening" | "open" | "gone";
}

/** Streams over a book, and a client that reconnects. */
class Model {
  readonly gateway = new BookGateway();
  readonly book: SubscriptionBook<string>;
  readonly streams: Stream[] = [];
  #resuming: Promise<void> | undefined;

  constructor(kind: keyof typeof bookKinds) {
    this.book = new SubscriptionBook(this.gateway, bookKinds[kind](this.gateway));
    this.gateway.repliesAtOnce = false;
  }

  run(step: Step): void {
    const { gateway, streams } = this;
    if (step.do === "join") this.#open(step.topics, step.skipsRefused);
    else if (step.do === "leave") this.#leave(streams.filter(({ state }) => state === "open").at(step.index));
    else if (step.do === "abort") streams.at(step.index)?.stop.abort();
    else if (step.do === "reply") gateway.reply(step.index, step.isLost);
    else if (step.do === "refuse") gateway.refused.add(step.topic);
    else if (step.do === "allow") gateway.refused.delete(step.topic);
    else if (step.do === "quota") gateway.quota = step.quota;
    else if (step.do === "pass") gateway.clock.advance(step.ms);
    else if (step.do === "cut") gateway.cut();
    else this.connect();
  }

  #open(topics: readonly string[], skipsRefused: boolean): void {
    const stream: Stream = { topics, stop: new AbortController(), state: "opening" };
    this.streams.push(stream);
    this.book.join(topics, stream.stop.signal, skipsRefused).then(
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
      // A client closes such a connection and opens another, but not in the same breath: that could go on forever.
      () => {
        setImmediate(() => {
          if (this.#resuming === resuming) this.connect();
        });
      },
    );
    this.#resuming = resuming;
  }

  /** Lets everything pending finish, over a connection that holds. */
  async rest(): Promise<void> {
    if (!this.gateway.isConnected) this.connect();
    for (let idle = 0, replies = 0; idle < 3; idle++) {
      await settle();
      for (; this.gateway.pending > 0; idle = 0, replies++) this.gateway.reply();
      if (replies > 1_000) throw new Error("the model never settles");
    }
  }
}

describe.each(["quotes", "accounts"] as const)("whatever happens, %s", (kind) => {
  // A test that runs out of time would leave its runs going behind the back of the next one.
  it("match the topics of open streams, and each stream knows its missing topics", { timeout: 120_000 }, async () => {
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
        // The gateway may also hold unwanted topics that are too young to end. The book knows all of them.
        expect([...gateway.topics.keys()]).toEqual(expect.arrayContaining(expected));
        expect(book.topics).toEqual(expect.arrayContaining([...gateway.topics.keys()]));
        for (let minute = 0; minute < 4; minute++) {
          gateway.clock.advance(60_000);
          await model.rest();
        }
        // A gateway may keep what it accepted in a reply that was lost, and refuse it when it is asked again.
        const held = [...gateway.topics.keys()].filter((one) => !refused.has(one));
        expect(held.sort()).toEqual(expected);
        expect([...wanted]).toEqual(expect.arrayContaining([...gateway.topics.keys()]));
        expect([...book.topics].sort()).toEqual([...wanted].sort());
        if (kind === "quotes") expect(gateway.violations).toEqual([]);
        expect(gateway.clock.scheduled).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
