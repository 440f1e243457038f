import type { PacketEncryption } from "@opend/core/wire";
import type { Brand } from "../base/brands.js";
import type { Handler } from "../base/handler.js";
import type { Language } from "../base/language.js";
import type { ActiveFaults } from "./faults/active-faults.js";
import type { LeapingClock } from "./faults/leaping-clock.js";
import type { FrequencyLimit } from "./frequency-limit.js";
import type { KeyCheck } from "./key-check.js";
import type { Violation } from "./violation.js";

/** What the connections of a gateway share. */
export interface ConnectionHost {
  readonly brand: Brand;
  readonly clock: LeapingClock;
  /** The language of refusals. */
  readonly language: Language;
  /** Returns the handler of a protocol, or undefined if it has none. */
  findHandler(protocolId: number): Handler | undefined;
  readonly checkKey: KeyCheck;
  /** Creates the encryption of a TCP connection. Undefined if the gateway has no RSA key. */
  readonly createEncryption: (() => PacketEncryption) | undefined;
  /** Undefined if the gateway does not enforce frequency limits. */
  readonly frequencyLimit: FrequencyLimit | undefined;
  /** The faults that act on replies on their way to the clients. */
  readonly faults: ActiveFaults;
  /** Counts a request that has arrived. */
  count(protocolId: number): void;
  /** Records a violation. */
  record(violation: Violation): void;
  /** Counts a push that was dropped because the client has too many unread bytes. */
  countDroppedPush(): void;
  /** Forgets a connection that has ended. May be called twice for the same one. */
  release(connectionId: bigint): void;
}
