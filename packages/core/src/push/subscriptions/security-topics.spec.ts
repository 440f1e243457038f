import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Requester, SecurityChange } from "../requester.js";
import { securityTopics } from "./security-topics.js";
import type { Topic } from "./topic.js";

const session: Requester = { request: () => Promise.reject(new Error("not asked")) };
const topic = (code: string, subType: number, klineSource?: number): Topic => ({
  subType,
  security: { market: 101, code },
  klineSource,
});

/** Returns the requests that subscribe topics, as the gateway would read them. */
async function requestsFor(topics: readonly Topic[]): Promise<SecurityChange[]> {
  const changes: SecurityChange[] = [];
  const kind = securityTopics(async (_, change) => void changes.push(change));
  for (const request of kind.plan(topics)) await kind.subscribe(session, request, []);
  return changes;
}

const brief = (changes: readonly SecurityChange[]) =>
  changes.map(({ subTypes, securities, klineSource }) => [
    subTypes.join(),
    securities.map(({ code }) => code).join(""),
    klineSource,
  ]);

describe("requests for data types of securities", () => {
  it("hold all securities that have the same data types", async () => {
    const topics = [topic("A", 2), topic("B", 2), topic("C", 4), topic("B", 4), topic("A", 4), topic("D", 2)];
    expect(brief(await requestsFor(topics))).toEqual([
      ["2,4", "AB", undefined],
      ["4", "C", undefined],
      ["2", "D", undefined],
    ]);
  });

  it("keep sources of K-lines apart", async () => {
    expect(brief(await requestsFor([topic("A", 6, 1), topic("B", 6), topic("C", 6, 1)]))).toEqual([
      ["6", "AC", 1],
      ["6", "B", undefined],
    ]);
  });

  it("hold at most 200 topics, the smallest first", async () => {
    const codes = Array.from({ length: 250 }, (_, index) => String(index));
    const one = await requestsFor(codes.map((code) => topic(code, 4)));
    expect(one.map(({ securities }) => securities.length)).toEqual([50, 200]);
    const two = await requestsFor(codes.flatMap((code) => [topic(code, 4), topic(code, 2)]));
    expect(two.map(({ subTypes, securities }) => [subTypes.length, securities.length])).toEqual([
      [2, 50],
      [2, 100],
      [2, 100],
    ]);
  });

  it("request each topic exactly once, and nothing else", async () => {
    const any = fc.record({
      subType: fc.integer({ min: 1, max: 4 }),
      security: fc.record({ market: fc.constantFrom(1, 11), code: fc.stringMatching(/^[0-9]{1,2}$/) }),
      klineSource: fc.constantFrom(undefined, 1),
    });
    const nameOf = ({ subType, security: { market, code }, klineSource }: Topic) =>
      `${subType} ${market} ${code} ${klineSource}`;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(any, { selector: nameOf, maxLength: 300 }), async (topics) => {
        const asked = (await requestsFor(topics)).flatMap(({ subTypes, securities, klineSource }) => {
          expect(subTypes.length * securities.length).toBeLessThanOrEqual(200);
          return subTypes.flatMap((subType) =>
            securities.map((security) => nameOf({ subType, security, klineSource })),
          );
        });
        expect(asked.sort()).toEqual(topics.map(nameOf).sort());
      }),
    );
  });
});
