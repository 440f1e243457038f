import { budgetNameOf, type Clock, countsInBudget, type LimitedRequest, type RateLimit } from "@opend/core";

/**
 * The gateway's frequency limits, over all its connections: of n requests per s seconds, one request and the n-th after
 * it must be more than s seconds apart. Refused requests do not count. Intervals between requests are not checked: a busy
 * machine brings together what was sent apart, and nothing tells that from what was not.
 */
export class FrequencyLimit {
  readonly #clock: Clock;
  /** When requests were let through, per budget, oldest first; never more than the limit's number. */
  readonly #passedMs = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a request may pass now. One that may is counted, if it is one that counts. */
  tryPass(request: LimitedRequest): boolean {
    const { rateLimit } = request.protocol;
    if (rateLimit === undefined || !countsInBudget(request)) return true;
    const { requests, perSeconds } = rateLimit;
    const budget = budgetNameOf(request);
    const nowMs = this.#clock.nowMs();
    const passedMs = (this.#passedMs.get(budget) ?? []).filter((timeMs) => nowMs - timeMs <= perSeconds * 1000);
    const mayPass = passedMs.length < requests;
    if (mayPass) passedMs.push(nowMs);
    this.#passedMs.set(budget, passedMs);
    return mayPass;
  }
}

/** The text with which the gateway refuses a request over the limit. There is no English one. */
export function frequencyRefusal(protocolName: string, { requests, perSeconds }: RateLimit): string {
  return `获取${protocolName}频率太高，请求失败，每${perSeconds}秒最多${requests}次。`;
}
