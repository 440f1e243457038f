import { describe, expect, it } from "vitest";
import { errorOf, rejectionOf } from "../testing/caught.js";
import { openTarget, targets } from "../testing/targets.js";

/** Enough for the login and a page of one row, but not for a page of fifty. */
const maxFrameBytes = 2000;

describe.each(targets)("frames over the client's limit: $name", (target) => {
  it("refuses a larger reply, and states the limit", async () => {
    const { client } = await openTarget(target, {}, { maxFrameBytes });
    const error = await rejectionOf(client.dailyShortVolume("HK.00700").page(), "PageFailed");
    const cause = errorOf(error.cause, "FrameTooLarge");
    expect(cause.maxBytes).toBe(maxFrameBytes);
    // On Node, the WebSocket reader stops at the limit and does not say how large the message is.
    if (target.transport === "tcp") expect(cause.bytes).toBeGreaterThan(maxFrameBytes);
    else expect(cause.bytes).toBeUndefined();
    // A broken frame may state any length. The next connection may bring a smaller one.
    expect(error.retryable).toBe(true);
  });

  it("accepts a smaller reply", async () => {
    const { client } = await openTarget(target, {}, { maxFrameBytes });
    expect((await client.dailyShortVolume("HK.00700", { pageSize: 1 }).page()).rows).toHaveLength(1);
  });
});
