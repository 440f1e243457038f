import { describe, expect, it } from "vitest";
import { createError } from "../base/errors.js";
import { rejectionOf } from "../testing/caught.js";
import type { Frame } from "../wire/frame.js";
import { PendingRequests } from "./pending-requests.js";

const protocolId = 3248;
const gone = () => createError("ConnectionLost", "gone", { sent: true });

function reply(serial: number, id = protocolId): Frame {
  return { protocolId: id, serial, body: Uint8Array.of(serial) };
}

describe("pending requests", () => {
  it("counts serial numbers up from 1", () => {
    const pending = new PendingRequests();
    expect([1, 2, 3].map(() => pending.add(protocolId).serial)).toEqual([1, 2, 3]);
    expect(pending.size).toBe(3);
  });

  it("settles each request with the reply that has its serial number", async () => {
    const pending = new PendingRequests();
    const [first, second] = [pending.add(protocolId), pending.add(protocolId)];
    const [toSecond, toFirst] = [reply(2), reply(1)];
    pending.settle(toSecond);
    pending.settle(toFirst);
    expect(await first.settled).toBe(toFirst);
    expect(await second.settled).toBe(toSecond);
    expect(pending.size).toBe(0);
  });

  it("starts over at 1 after the largest serial number and skips those still pending", () => {
    const pending = new PendingRequests(4);
    for (let count = 0; count < 4; count++) pending.add(protocolId);
    pending.settle(reply(2));
    pending.settle(reply(4));
    expect(pending.add(protocolId).serial).toBe(2);
    expect(pending.add(protocolId).serial).toBe(4);
  });

  it("keeps a request that waits long among thousands that do not, and settles each with its own reply", async () => {
    const pending = new PendingRequests();
    const slow = pending.add(1);
    const serials = new Set([slow.serial]);
    for (let n = 0; n < 100; n++) {
      const many = Array.from({ length: n }, () => pending.add(2));
      for (const { serial } of many.toReversed())
        pending.settle({ protocolId: 2, serial, body: Uint8Array.of(serial) });
      for (const { serial, settled } of many) {
        expect((await settled).body[0]).toBe(serial & 255);
        serials.add(serial);
      }
    }
    expect(serials.size).toBe(1 + (100 * 99) / 2);
    expect(pending.size).toBe(1);
    pending.settle({ protocolId: 1, serial: slow.serial, body: Uint8Array.of(7) });
    expect((await slow.settled).body[0]).toBe(7);
  });

  it("settles a request once", async () => {
    const pending = new PendingRequests();
    const { serial, settled } = pending.add(protocolId);
    const first = reply(serial);
    pending.settle(first);
    pending.settle(reply(serial));
    pending.reject(serial, gone());
    pending.rejectAll(gone);
    expect(await settled).toBe(first);
  });

  it("drops the late reply to an abandoned request", async () => {
    const pending = new PendingRequests();
    const { serial, settled } = pending.add(protocolId);
    const other = pending.add(protocolId);
    const error = createError("Timeout", "no reply", { timeoutMs: 1, sent: true });
    pending.reject(serial, error);
    expect(await rejectionOf(settled)).toBe(error);
    pending.settle(reply(serial));
    pending.settle(reply(other.serial));
    expect((await other.settled).serial).toBe(other.serial);
  });

  it("drops a late reply after the serial numbers started over", () => {
    const pending = new PendingRequests(3);
    for (let serial = 1; serial <= 3; serial++) {
      pending.add(protocolId);
      pending.settle(reply(serial));
    }
    pending.add(protocolId);
    pending.settle(reply(3));
    expect(pending.size).toBe(1);
  });

  it.each([0, 3, 0xffffffff])("knows no request with the serial number %d, which was never sent", (serial) => {
    const pending = new PendingRequests();
    pending.add(protocolId);
    pending.add(protocolId);
    expect(pending.settle(reply(serial))).toBe(false);
    expect(pending.size).toBe(2);
  });

  it("matches serial number and protocol: another protocol settles nothing", async () => {
    const pending = new PendingRequests();
    const { serial, settled } = pending.add(protocolId);
    expect(pending.settle(reply(serial, 3249))).toBe(false);
    expect(pending.settle(reply(serial))).toBe(true);
    expect((await settled).serial).toBe(serial);
    expect(pending.settle(reply(serial))).toBe(false);
  });

  it("rejects all requests, each with its own error", async () => {
    const pending = new PendingRequests();
    const requests = [pending.add(protocolId), pending.add(protocolId)];
    pending.rejectAll(gone);
    const [first, second] = await Promise.all(requests.map(({ settled }) => rejectionOf(settled)));
    expect(first).toMatchObject({ code: "ConnectionLost", sent: true });
    expect(second).not.toBe(first);
    expect(pending.size).toBe(0);
  });
});
