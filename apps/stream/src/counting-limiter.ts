import { createSlidingWindowLimiter, type Limiter } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";

/** A limiter that also counts the requests for daily short volume, and tells when one has to wait. */
export interface CountingLimiter extends Limiter {
  readonly requests: number;
}

/** Longer than this without a turn is worth a word. */
const noticeableMs = 500;

export function createCountingLimiter(onWait: () => void): CountingLimiter {
  const limiter = createSlidingWindowLimiter();
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    async acquire(protocol, signal) {
      const timer = setTimeout(onWait, noticeableMs);
      try {
        const leave = await limiter.acquire(protocol, signal);
        if (protocol.id === Qot_GetDailyShortVolume.id) requests++;
        return leave;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
