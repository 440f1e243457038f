import type { PacketId } from "@opend/core";
import { refuse } from "../../base/refuse.js";

/** The packet ids that have been used, by connection. */
export class PacketIds {
  readonly #used = new Map<bigint, Set<number>>();

  /** Refuses the packet id of another connection, and one that was used before. One that is taken is used. */
  take(connectionId: bigint, { connID, serialNo }: PacketId): void {
    if (connID !== connectionId) refuse(`the packet id has connID ${connID}, and this connection is ${connectionId}`);
    const used = this.#used.get(connectionId) ?? new Set();
    if (used.has(serialNo)) refuse(`the packet id has serialNo ${serialNo}, which was used before: is this a replay?`);
    this.#used.set(connectionId, used.add(serialNo));
  }

  /** A connection is gone. */
  release(connectionId: bigint): void {
    this.#used.delete(connectionId);
  }
}

/** The packet id of a command. Descriptors leave it out of what programs write; it is in what arrives. */
export function packetIdIn(c2s: object): PacketId {
  return hasPacketId(c2s) ? c2s.packetID : refuse("the packet id is missing");
}

function hasPacketId(c2s: object): c2s is { readonly packetID: PacketId } {
  return "packetID" in c2s;
}
