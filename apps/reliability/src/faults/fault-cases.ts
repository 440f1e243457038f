import type { ErrorCode } from "@opend/core";
import { GetUserInfo, KeepAlive, Qot_GetDailyShortVolume } from "@opend/futu/protocols";
import {
  closeMidFrame,
  coalesceReplies,
  corruptChecksum,
  dropConnection,
  dropHeartbeats,
  duplicateReplies,
  type Fault,
  halfOpen,
  jumpClock,
  neverSentSerial,
  oversizeLength,
  pushNotify,
  refuseRequests,
  resetConnection,
  splitReplies,
  stallReplies,
  swapReplies,
  wrongSerial,
} from "@opend/sim";

/** A fault that the user must not notice. */
export interface HarmlessCase {
  readonly name: string;
  readonly fault: Fault;
}

/** A fault that begins after the first page of a walk, and its effect on the user. */
export interface NoticedCase extends HarmlessCase {
  /** Why the page could not be read. */
  readonly cause: ErrorCode;
  /** Whether the error says that a retry may help. */
  readonly retryable: boolean;
  /** Whether the connection is lost too, and with which cause. */
  readonly ends?: ErrorCode;
  /** How many milliseconds the client's clock advances before the client requests the page. */
  readonly idleMs?: number;
  /** How many milliseconds it advances while the client waits for the page. */
  readonly waitMs?: number;
  /** The transport over which the user notices the fault. Nobody notices it over the other one. Default: both. */
  readonly transport?: "tcp" | "websocket";
}

const secondPage = { protocol: Qot_GetDailyShortVolume, times: 1 };
const lost = { cause: "ConnectionLost", retryable: true, ends: "ConnectionLost" } as const;

/** Faults that do not change the stream. */
export const harmlessCases: readonly HarmlessCase[] = [
  { name: "every reply byte by byte", fault: splitReplies({ protocol: "all" }) },
  { name: "every reply in pieces of 43 bytes", fault: splitReplies({ chunkBytes: 43, protocol: "all" }) },
  { name: "replies joined in pairs", fault: coalesceReplies({ count: 2, protocol: Qot_GetDailyShortVolume }) },
  { name: "replies swapped in pairs", fault: swapReplies({ protocol: Qot_GetDailyShortVolume }) },
  { name: "every reply twice", fault: duplicateReplies({ protocol: "all" }) },
  { name: "a push before every reply", fault: pushNotify() },
];

/** Faults that the client must report to the user. */
export const noticedCases: readonly NoticedCase[] = [
  { name: "a reset", fault: resetConnection(secondPage), ...lost },
  { name: "a dropped connection", fault: dropConnection(secondPage), ...lost },
  ...[0, 1, 10, 43, 44, 45, 500].map((bytes) => ({
    name: `a close after ${bytes} bytes of a reply`,
    fault: closeMidFrame({ bytes, ...secondPage }),
    ...lost,
  })),
  { name: "a jump of the gateway's clock", fault: jumpClock({ ms: 60_000, ...secondPage }), ...lost, transport: "tcp" },
  { name: "no reply to a heartbeat", fault: dropHeartbeats(), ...lost, idleMs: 20_000, transport: "tcp" },
  {
    name: "a stall longer than the request's timeout",
    fault: stallReplies(secondPage),
    cause: "Timeout",
    retryable: true,
    waitMs: 12_000,
  },
  {
    name: "the serial number of another request",
    fault: wrongSerial(secondPage),
    cause: "Timeout",
    retryable: true,
    waitMs: 12_000,
  },
  {
    name: "half-open, while the client waits for a reply",
    fault: halfOpen(secondPage),
    cause: "Timeout",
    retryable: true,
    waitMs: 12_000,
  },
  {
    name: "half-open, noticed by the heartbeat",
    // Over WebSocket, the client sends GetUserInfo instead.
    fault: halfOpen({ protocol: [KeepAlive, GetUserInfo] }),
    ...lost,
    idleMs: 20_000,
  },
  {
    name: "a serial number that the client never sent",
    fault: neverSentSerial(secondPage),
    cause: "Timeout",
    retryable: true,
    waitMs: 12_000,
  },
  {
    name: "a wrong SHA-1",
    fault: corruptChecksum(secondPage),
    cause: "ChecksumMismatch",
    retryable: true,
    ends: "ChecksumMismatch",
    transport: "tcp",
  },
  {
    name: "an oversized length",
    fault: oversizeLength(secondPage),
    cause: "FrameTooLarge",
    retryable: true,
    ends: "FrameTooLarge",
  },
  {
    name: "a refusal by the gateway",
    fault: refuseRequests({ retMsg: "out of order", ...secondPage }),
    cause: "GatewayError",
    retryable: false,
  },
  {
    name: "a temporary error",
    fault: refuseRequests({ retMsg: "timed out", retType: -100, ...secondPage }),
    cause: "GatewayError",
    retryable: true,
  },
];
