import { Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import {
  closeMidFrame,
  corruptChecksum,
  dropConnection,
  type Fault,
  neverSentSerial,
  oversizeLength,
} from "@opend/sim";
import { describe, expect, it } from "vitest";
import { openTarget, targets } from "../testing/targets.js";

const all = { limit: Number.POSITIVE_INFINITY };
const once = { protocol: Qot_GetDailyShortVolume, times: 1 };

/** Faults that break one reply in the middle of a walk. */
const cases: readonly { readonly name: string; readonly fault: Fault; readonly transport?: "tcp" }[] = [
  { name: "a wrong SHA-1", fault: corruptChecksum(once), transport: "tcp" },
  { name: "an impossible length", fault: oversizeLength(once) },
  { name: "half a frame", fault: closeMidFrame({ bytes: 60, ...once }) },
  { name: "a dropped connection", fault: dropConnection(once) },
  { name: "a serial number that the client never sent", fault: neverSentSerial(once) },
];

describe.each(targets)("a walk with one broken reply: $name", (target) => {
  it.each(cases.filter(({ transport = target.transport }) => transport === target.transport))(
    "$name: the next attempt gets the page, and no row is lost",
    async ({ fault }) => {
      const options = { reconnect: { baseDelayMs: 1 }, retry: undefined, timeoutMs: 300 };
      const { client, gateway } = await openTarget(target, { tradingDays: 200, rateLimit: false }, options);
      const expected = await client.dailyShortVolume("HK.00700").toArray(all);
      gateway.inject(fault);
      expect(await client.dailyShortVolume("HK.00700").toArray(all)).toEqual(expected);
      expect(expected).toHaveLength(200);
      expect(client.stats().retries).toBeGreaterThan(0);
    },
  );
});
