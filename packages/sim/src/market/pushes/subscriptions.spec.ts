import { createManualClock } from "@opend/core";
import { Qot_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Subscriptions, type Topic } from "./subscriptions.js";

const { Basic: basic, Ticker: ticker, KL_Day: klDay } = Qot_Common.SubType;
const topic = (code: string, subType: number = ticker): Topic => ({ security: { market: 1, code }, subType });
const [one, other] = [1n, 2n];

function create(quota = 100) {
  const clock = createManualClock();
  return { clock, subscriptions: new Subscriptions(clock, quota) };
}

test("a unit is one data type of one security, regardless of who subscribes and how often", () => {
  const { subscriptions } = create();
  subscriptions.subscribe(one, [topic("00700"), topic("00700", basic), topic("00005"), topic("00700")]);
  subscriptions.subscribe(one, [topic("00700")]);
  subscriptions.subscribe(other, [topic("00700")]);
  expect([subscriptions.usedQuota, subscriptions.remainingQuota]).toEqual([3, 97]);
  expect(subscriptions.of(one)).toHaveLength(3);
  expect(subscriptions.of(other)).toHaveLength(1);
});

test("a request over the quota subscribes nothing", () => {
  const { subscriptions } = create(3);
  subscriptions.subscribe(one, [topic("1"), topic("2")]);
  expect(() => subscriptions.subscribe(other, [topic("3"), topic("4")])).toThrow(
    "Insufficient subscription quota, subscription failed, used subscription quota: 2/3",
  );
  expect(subscriptions.of(other)).toEqual([]);
  subscriptions.subscribe(other, [topic("1"), topic("2"), topic("3")]);
  expect(subscriptions.remainingQuota).toBe(0);
});

test("subscriptions can end after 60 seconds, all of a request or none", () => {
  const { clock, subscriptions } = create();
  subscriptions.subscribe(one, [topic("1")]);
  clock.advance(59_999);
  subscriptions.subscribe(one, [topic("1"), topic("2")]);
  expect(() => subscriptions.unsubscribe(one, [topic("1")])).toThrow("HK.1 Ticker subscription time is too short");
  clock.advance(1);
  expect(() => subscriptions.unsubscribe(one, [topic("1"), topic("2")])).toThrow(
    "HK.2 Ticker subscription time is too short",
  );
  expect(subscriptions.usedQuota).toBe(2);
  subscriptions.unsubscribe(one, [topic("1"), topic("never subscribed")]);
  expect(subscriptions.of(one)).toMatchObject([topic("2")]);
  expect(subscriptions.usedQuota).toBe(1);
});

test("a unit becomes free when the last connection unsubscribes", () => {
  const { clock, subscriptions } = create();
  for (const id of [one, other]) subscriptions.subscribe(id, [topic("1")]);
  clock.advance(60_000);
  subscriptions.unsubscribe(one, [topic("1")]);
  expect(subscriptions.usedQuota).toBe(1);
  subscriptions.release(other);
  expect(subscriptions.usedQuota).toBe(0);
  expect(subscriptions.connectionIds).toEqual([]);
});

test("disconnecting early keeps the quota until the 60 seconds are over", () => {
  const { clock, subscriptions } = create(1);
  subscriptions.subscribe(one, [topic("1")]);
  clock.advance(20_000);
  subscriptions.release(one);
  expect(subscriptions.usedQuota).toBe(1);
  expect(() => subscriptions.subscribe(other, [topic("2")])).toThrow("quota");
  // The same topic already has its unit.
  subscriptions.subscribe(other, [topic("1")]);
  clock.advance(40_000);
  expect(subscriptions.usedQuota).toBe(1);
  clock.advance(20_000);
  subscriptions.unsubscribe(other, [topic("1")]);
  expect(subscriptions.usedQuota).toBe(0);
});

test("only subscribed topics can be registered", () => {
  const { subscriptions } = create();
  subscriptions.subscribe(one, [topic("1")]);
  expect(() => subscriptions.register(one, [topic("1"), topic("1", basic)], [1])).toThrow(
    "data type 1 of 1 has to be subscribed before it is registered",
  );
  expect(subscriptions.find(one, topic("1"))?.registered.size).toBe(0);
  expect(() => subscriptions.register(other, [topic("1")], [1])).toThrow("has to be subscribed");
});

test("K-lines are registered by price adjustment, other data types are not", () => {
  const { subscriptions } = create();
  const topics = [topic("1"), topic("1", klDay)];
  const registered = () => topics.map((item) => [...(subscriptions.find(one, item)?.registered ?? [])]);
  subscriptions.subscribe(one, topics);
  subscriptions.register(one, topics, [1]);
  subscriptions.register(one, topics, [0]);
  expect(registered()).toEqual([[0], [1, 0]]);
  subscriptions.unregister(one, [topic("1", klDay)], [1, 2]);
  expect(registered()).toEqual([[0], [0]]);
  // Subscribing again keeps the registration.
  subscriptions.subscribe(one, topics);
  expect(registered()).toEqual([[0], [0]]);
  subscriptions.unregister(one, topics, []);
  expect(registered()).toEqual([[], []]);
});

test("the quota is never exceeded, and always counts the subscriptions", () => {
  const quota = 6;
  const id = fc.bigInt({ min: 1n, max: 3n });
  const topics = fc.array(
    fc.record({ code: fc.constantFrom("1", "2", "3", "4"), subType: fc.constantFrom(basic, ticker) }),
    { maxLength: 4 },
  );
  const step = fc.record({
    id,
    topics,
    act: fc.constantFrom("subscribe", "unsubscribe", "release", "wait"),
    ms: fc.integer({ min: 0, max: 70_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { clock, subscriptions } = create(quota);
      for (const { id, act, topics, ms } of steps) {
        const named = topics.map(({ code, subType }) => topic(code, subType));
        try {
          if (act === "wait") clock.advance(ms);
          else if (act === "release") subscriptions.release(id);
          else subscriptions[act](id, named);
        } catch (error) {
          expect(error).toMatchObject({ name: "Refusal", retType: -1 });
        }
        const distinct = new Set(
          subscriptions.connectionIds.flatMap((each) =>
            subscriptions.of(each).map(({ security, subType }) => `${security.code} ${subType}`),
          ),
        );
        expect(subscriptions.usedQuota).toBeGreaterThanOrEqual(distinct.size);
        expect(subscriptions.remainingQuota).toBe(quota - subscriptions.usedQuota);
        expect(subscriptions.remainingQuota).toBeGreaterThanOrEqual(0);
      }
      for (const each of subscriptions.connectionIds) subscriptions.release(each);
      clock.advance(60_000);
      expect(subscriptions.usedQuota).toBe(0);
    }),
  );
});
