import { settle } from "@opend/test-kit/queue";
import { expect, it } from "vitest";
import { createManualClock } from "../../base/clock.js";
import { createError } from "../../base/errors.js";
import { rejectionOf } from "../../testing/caught.js";
import { askAgain } from "./ask-again.js";

const facts = { protocol: "Qot_Sub", retType: -1, retMsg: "网络中断", errCode: undefined };
const lost = createError("GatewayUnavailable", "lost", facts);

function scene(failures: number, error = lost as Error) {
  const clock = createManualClock();
  const state = { asked: 0, isOpen: true };
  const ask = async () => {
    if (state.asked++ < failures) throw error;
  };
  const asking = askAgain(clock, () => state.isOpen, ask);
  const pass = async () => {
    for (let turns = 0; turns < 5; turns++) {
      await settle();
      clock.advance(10_000);
    }
  };
  return { state, asking, pass };
}

it("asks again while the gateway has lost its server, a few times", async () => {
  const passing = scene(2);
  await passing.pass();
  await passing.asking;
  expect(passing.state.asked).toBe(3);
  const lasting = scene(9);
  const error = rejectionOf(lasting.asking);
  await lasting.pass();
  expect(await error).toBe(lost);
  expect(lasting.state.asked).toBe(4);
});

it("does not ask again after another error, or on a session that has ended", async () => {
  const other = createError("GatewayError", "no", facts);
  expect(await rejectionOf(scene(1, other).asking)).toBe(other);
  const ended = scene(1);
  const error = rejectionOf(ended.asking);
  ended.state.isOpen = false;
  await ended.pass();
  expect(await error).toBe(lost);
  expect(ended.state.asked).toBe(1);
});
