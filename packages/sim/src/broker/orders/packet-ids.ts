import type { PacketId } from "@opend/core/internal";
import { refuse } from "../../base/refuse.js";

/** The packet ids that connections have used. */
export class PacketIds {
  readonly #used = new Map<bigint, Set<number>>();

  /** Uses up a packet id. Refuses the packet id of another connection, and one that was used before. */
  take(connectionId: bigint, { connID, serialNo }: PacketId): void {
    if (connID !== connectionId) refuse(`the packet id has connID ${connID}, and this connection is ${connectionId}`);
    const used = this.#used.get(connectionId) ?? new Set();
    if (used.has(serialNo)) refuse(`the packet id has serialNo ${serialNo}, which was used before: is this a replay?`);
    this.#used.set(connectionId, used.add(serialNo));
  }

  /** Forgets a connection that has ended. */
  release(connectionId: bigint): void {
    this.#used.delete(connectionId);
  }
}

/** The packet id of a command. The types of protocols leave it out, but messages that arrive have it. */
export function packetIdIn(c2s: object): PacketId {
  return hasPacketId(c2s) ? c2s.packetID : refuse("the packet id is missing");
}

function hasPacketId(c2s: object): c2s is { readonly packetID: PacketId } {
  return "packetID" in c2s;
}
