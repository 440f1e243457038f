import { describe, expect, it } from "vitest";
import { createManualClock } from "../../base/clock.js";
import { createError } from "../../base/errors.js";
import { Notify } from "../../gen/protocols/Notify.js";
import { Telemetry } from "../../telemetry/telemetry.js";
import { rejectionOf } from "../../testing/caught.js";
import { PushConsumer } from "./push-consumer.js";
import { PushStream } from "./push-stream.js";

type Body = Parameters<typeof Notify.push.encode>[0]["s2c"];

/** A stream that counts its subscriptions, and a function that pushes into it. */
function setup({ refusals = 0 } = {}) {
  const open = new Set<PushConsumer<NonNullable<Body>>>();
  const counts = { opened: 0, closed: 0 };
  let refusalsLeft = refusals;
  const interest = {
    wants: () => true,
    keyOf: () => "",
    join: async () => {
      counts.opened++;
      if (refusalsLeft-- > 0) throw createError("ConnectionLost", "gone", { sent: true });
    },
    leave: () => void counts.closed++,
    refused: () => [],
    size: 0,
  };
  const connection = { clock: createManualClock(), telemetry: new Telemetry() };
  const stream = new PushStream<NonNullable<Body>>(() => {
    const consumer = new PushConsumer(Notify, interest, {}, connection, () => open.delete(consumer));
    open.add(consumer);
    return consumer;
  });
  const push = (type: number) => {
    for (const consumer of open) consumer.receive(Notify.push.encode({ retType: 0, s2c: { type } }));
  };
  return { stream, counts, push };
}

describe("a stream of pushes", () => {
  it("subscribes when its loop begins, and unsubscribes when it is left", async () => {
    const { stream, counts, push } = setup();
    const loop = (async () => {
      for await (const { type } of stream) return type;
      return undefined;
    })();
    await Promise.resolve();
    push(1);
    expect(await loop).toBe(1);
    expect(counts).toEqual({ opened: 1, closed: 1 });
  });

  it("that is opened ahead keeps pushes for the loop, with one subscription", async () => {
    const { stream, counts, push } = setup();
    await Promise.all([stream.open(), stream.open()]);
    push(1);
    push(2);
    const types: number[] = [];
    for await (const { type } of stream) {
      types.push(type);
      if (types.length === 2) break;
    }
    expect(types).toEqual([1, 2]);
    expect(counts).toEqual({ opened: 1, closed: 1 });
    await stream.open();
    expect(counts.opened).toBe(2);
  });

  it("that could not be opened can be opened again", async () => {
    const { stream, counts, push } = setup({ refusals: 1 });
    expect((await rejectionOf(stream.open())).code).toBe("ConnectionLost");
    await stream.open();
    push(7);
    for await (const { type } of stream) {
      expect(type).toBe(7);
      break;
    }
    expect(counts).toEqual({ opened: 2, closed: 1 });
  });
});
