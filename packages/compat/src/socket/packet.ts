/** What arrived: a reply or a push, with the header that the WebSocket relay gives it. */
export interface Packet {
  /** The number of the protocol. */
  readonly cmd: number;
  /** 0, or why the relay has no reply: 1 and 2 say that none arrived in time, 3 that it lost the gateway. */
  readonly error: number;
  /** What went wrong, in at most 20 bytes. Empty when nothing did. */
  readonly errmsg: string;
  /** The message. Absent when there is none. */
  readonly buff?: ArrayBuffer;
}

/** Makes the packet of a message. */
export function toPacket(cmd: number, body: Uint8Array): Packet {
  const head = { cmd, error: 0, errmsg: "" };
  if (body.length === 0) return head;
  const buff = new ArrayBuffer(body.length);
  new Uint8Array(buff).set(body);
  return { ...head, buff };
}
