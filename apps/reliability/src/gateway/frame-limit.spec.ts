import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

/** Enough for logging in and a page of one row, not for a page of fifty. */
const maxFrameBytes = 2000;

describe.each(targets)("frames over the client's limit: $name", (target) => {
  it("refuses a reply that is larger, and says the limit", async () => {
    const { client } = await openTarget(target, {}, { maxFrameBytes });
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    const cause = errorOf(error.cause, "FrameTooLarge");
    expect(cause.maxBytes).toBe(maxFrameBytes);
    // What reads WebSocket messages on Node stops at the limit and does not say how large they are.
    if (target.transport === "tcp") expect(cause.bytes).toBeGreaterThan(maxFrameBytes);
    else expect(cause.bytes).toBeUndefined();
    // The length of a broken frame may be any: the next connection may bring a smaller one.
    expect(error.retryable).toBe(true);
  });

  it("takes a reply that is not", async () => {
    const { client } = await openTarget(target, {}, { maxFrameBytes });
    expect((await client.dailyShortVolume("HK.00700", { pageSize: 1 }).page()).rows).toHaveLength(1);
  });
});
