import type { PacketEncryption } from "@opend/core/wire";
import type { Brand } from "../base/brands.js";
import type { Handler } from "../base/handler.js";
import type { ActiveFaults } from "./faults/active-faults.js";
import type { LeapingClock } from "./faults/leaping-clock.js";
import type { FrequencyLimit } from "./frequency-limit.js";
import type { KeyCheck } from "./key-check.js";
import type { Violation } from "./violation.js";

/** What the connections of a gateway share. */
export interface ConnectionHost {
  readonly brand: Brand;
  readonly clock: LeapingClock;
  /** What answers a protocol; undefined when nothing does. */
  findHandler(protocolId: number): Handler | undefined;
  readonly checkKey: KeyCheck;
  /** Makes the encryption of a TCP connection. Undefined when the gateway has no RSA key. */
  readonly createEncryption: (() => PacketEncryption) | undefined;
  /** Undefined when requests are not counted against limits. */
  readonly frequencyLimit: FrequencyLimit | undefined;
  /** What goes wrong on the way to the clients. */
  readonly faults: ActiveFaults;
  /** Notes that a request has arrived. */
  count(protocolId: number): void;
  /** Notes that something was refused. */
  record(violation: Violation): void;
  /** Notes that a push was dropped, because the client does not read what it was sent before. */
  countDroppedPush(): void;
  /** A connection is gone. May be said twice. */
  release(connectionId: bigint): void;
}
