import { describe, expect, it } from "vitest";
import { Interrupt } from "./interrupt.js";

function setup() {
  let nowMs = 0;
  const interrupt = new Interrupt(() => nowMs);
  const later = () => {
    nowMs += 1000;
  };
  return { interrupt, later };
}

describe("an interrupt", () => {
  it("stops a command at once that has nothing to finish", () => {
    const { interrupt } = setup();
    expect(interrupt.take("SIGINT")).toBe(false);
    expect(interrupt.signal.aborted).toBe(true);
    expect(interrupt.exitCode).toBe(130);
  });

  it("lets a command finish first, then stops it, then ends the process", async () => {
    const { interrupt, later } = setup();
    await interrupt.untilDone(async () => {
      interrupt.take("SIGINT");
      await interrupt.asked;
      expect([interrupt.isAsked, interrupt.signal.aborted]).toEqual([true, false]);
      later();
      expect(interrupt.take("SIGINT")).toBe(false);
      expect(interrupt.signal.aborted).toBe(true);
      later();
      expect(interrupt.take("SIGINT")).toBe(true);
    });
  });

  it("takes one key press that arrives twice for one", async () => {
    const { interrupt } = setup();
    await interrupt.untilDone(async () => {
      interrupt.take("SIGINT");
      interrupt.take("SIGINT");
      expect(interrupt.signal.aborted).toBe(false);
    });
  });

  it("does not keep a SIGTERM waiting", async () => {
    const { interrupt } = setup();
    await interrupt.untilDone(async () => {
      interrupt.take("SIGTERM");
      expect(interrupt.signal.aborted).toBe(true);
    });
    expect(interrupt.exitCode).toBe(143);
  });
});
