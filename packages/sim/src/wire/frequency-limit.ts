import type { Clock, LimitedRequest, RateLimit } from "@opend/core";
import { budgetNameOf, countsInBudget } from "@opend/core/internal";
import type { Language } from "../base/language.js";
import { refusalText } from "../base/refusal-texts.js";

/**
 * The gateway's frequency limits, shared by all its connections. With a limit of n requests per s seconds, a request
 * and the n-th one after it must be more than s seconds apart. Refused requests do not count. The documented minimum
 * interval between two requests is not checked: on a busy machine, requests that a client sent apart can arrive
 * together.
 */
export class FrequencyLimit {
  readonly #clock: Clock;
  /** The times of the requests that passed, per budget, oldest first. A budget never has more than its limit allows. */
  readonly #passedMs = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a request may pass now. Counts it if it passes and its budget counts it. */
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

/** The text that the gateway refuses a request over the limit with. */
export function frequencyRefusal(
  protocolName: string,
  { requests, perSeconds: seconds }: RateLimit,
  language: Language,
): string {
  const action = language === "en" ? wordsOf(protocolName) : protocolName;
  return refusalText("tooManyRequests", { action, requests, seconds }, language);
}

/** The action of a protocol in English: "Get Daily Short Volume" for `Qot_GetDailyShortVolume`. */
function wordsOf(protocolName: string): string {
  return protocolName.replace(/^[A-Za-z]+_/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
}
