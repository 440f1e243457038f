import { createSlidingWindowLimiter, type Limiter } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";

/** A limiter that also counts the requests for daily short volume. */
export interface CountingLimiter extends Limiter {
  readonly requests: number;
}

export function createCountingLimiter(): CountingLimiter {
  const limiter = createSlidingWindowLimiter();
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    async acquire(request, options) {
      const leave = await limiter.acquire(request, options);
      if (request.protocol.id === Qot_GetDailyShortVolume.id) requests++;
      return leave;
    },
  };
}
