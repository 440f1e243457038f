import { createError } from "../base/errors.js";
import { checkFrameSize, defaultMaxFrameBytes, type Frame, type FrameCodec } from "./frame.js";
import type { PacketEncryption } from "./packet-encryption.js";
import { hasSha1, writeSha1 } from "./sha1-checksum.js";
import { writeUint32LittleEndian } from "./uint32.js";

// "FT" | protocol id u32 | format u8 | version u8 | serial u32 | body length u32 | SHA-1 of the body | 8 reserved,
// little-endian. Source: documentation page "Protocol".
const headerBytes = 44;
/** What else a port may speak, by the first byte: the H of HTTP, and a TLS alert. */
const otherPeers: ReadonlyMap<number | undefined, { readonly peer: "HTTP" | "TLS"; readonly text: string }> = new Map([
  [0x48, { peer: "HTTP", text: "the peer speaks HTTP, as a WebSocket port does" }],
  [0x15, { peer: "TLS", text: "the peer speaks TLS, as an encrypted WebSocket port does" }],
]);
const magic0 = 0x46;
const magic1 = 0x54;
const protobufFormat = 0;
const sha1Offset = 16;

/** The options of a TCP codec. */
export interface TcpFrameOptions {
  /** Largest frame to accept. Default: 16 MiB. */
  readonly maxFrameBytes?: number | undefined;
  /** Encrypts and decrypts the bodies. Default: no encryption. */
  readonly encryption?: PacketEncryption | undefined;
}

/** The codec of a TCP connection. It is the same at both ends. */
export function createTcpFrameCodec({
  maxFrameBytes = defaultMaxFrameBytes,
  encryption,
}: TcpFrameOptions = {}): FrameCodec {
  return new TcpFrameCodec(maxFrameBytes, encryption);
}

class TcpFrameCodec implements FrameCodec {
  readonly #maxFrameBytes: number;
  readonly #encryption: PacketEncryption | undefined;
  readonly #header = new Uint8Array(headerBytes);
  readonly #view = new DataView(this.#header.buffer);
  #headerFilled = 0;
  #body: Uint8Array | undefined;
  #bodyFilled = 0;

  constructor(maxFrameBytes: number, encryption: PacketEncryption | undefined) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#encryption = encryption;
  }

  get buffered(): number {
    return this.#headerFilled + this.#bodyFilled;
  }

  encode({ protocolId, serial, body: plain }: Frame): Uint8Array<ArrayBuffer> {
    const body = this.#encryption?.cipherFor(protocolId)?.encrypt(plain) ?? plain;
    const bytes = new Uint8Array(headerBytes + body.length);
    bytes[0] = magic0;
    bytes[1] = magic1;
    writeUint32LittleEndian(bytes, 2, protocolId);
    bytes[6] = protobufFormat;
    writeUint32LittleEndian(bytes, 8, serial);
    writeUint32LittleEndian(bytes, 12, body.length);
    // The SHA-1 of the body before encryption.
    writeSha1(bytes, sha1Offset, plain);
    bytes.set(body, headerBytes);
    return bytes;
  }

  *decode(input: Uint8Array): Generator<Frame, void, undefined> {
    // A plain Uint8Array, because a Buffer is slow to make its parts.
    const bytes = new Uint8Array(input.buffer, input.byteOffset, input.length);
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#body === undefined) {
        const taken = bytes.subarray(offset, offset + headerBytes - this.#headerFilled);
        this.#header.set(taken, this.#headerFilled);
        this.#headerFilled += taken.length;
        offset += taken.length;
        this.#checkMagic();
        if (this.#headerFilled < headerBytes) break;
        const bodyBytes = this.#checkedBodyLength();
        // Most bodies arrive whole and need no buffer of their own.
        if (bytes.length - offset >= bodyBytes) {
          const body = bytes.subarray(offset, offset + bodyBytes);
          offset += bodyBytes;
          yield this.#takeFrame(body);
          continue;
        }
        this.#body = new Uint8Array(bodyBytes);
      }
      const taken = bytes.subarray(offset, offset + this.#body.length - this.#bodyFilled);
      this.#body.set(taken, this.#bodyFilled);
      this.#bodyFilled += taken.length;
      offset += taken.length;
      if (this.#bodyFilled === this.#body.length) yield this.#takeFrame(this.#body);
    }
  }

  #checkMagic(): void {
    if (this.#header[0] === magic0 && (this.#headerFilled < 2 || this.#header[1] === magic1)) return;
    const unknown = { peer: undefined, text: "the peer does not speak the OpenD protocol" };
    const { peer, text } = otherPeers.get(this.#header[0]) ?? unknown;
    throw createError("MalformedFrame", `a TCP frame must begin with "FT": ${text}`, { peer });
  }

  #checkedBodyLength(): number {
    if (this.#header[6] !== protobufFormat) {
      throw createError("MalformedFrame", `body format ${this.#header[6]} is not protobuf (0)`, {});
    }
    const bodyBytes = this.#view.getUint32(12, true);
    checkFrameSize(headerBytes + bodyBytes, this.#maxFrameBytes);
    return bodyBytes;
  }

  #takeFrame(received: Uint8Array): Frame {
    const protocolId = this.#view.getUint32(2, true);
    const body = this.#encryption?.cipherFor(protocolId)?.decrypt(received) ?? received;
    const serial = this.#view.getUint32(8, true);
    if (!hasSha1(this.#header, sha1Offset, body)) {
      const message = `the SHA-1 in the header of a frame of protocol ${protocolId} does not match its body`;
      throw createError("ChecksumMismatch", message, { protocolId });
    }
    this.#headerFilled = 0;
    this.#body = undefined;
    this.#bodyFilled = 0;
    return { protocolId, serial, body };
  }
}
