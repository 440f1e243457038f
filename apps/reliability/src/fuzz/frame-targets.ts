import { generateKeyPairSync } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { createTcpFrameCodec, createWebSocketFrameCodec, type Frame, PacketEncryption } from "@opend/core/wire";
import { createRandom, type Random } from "@opend/test-kit/random";
import { packetKinds } from "./bodies.js";
import { cutRandomly, documentedCode, type FuzzTarget, joined } from "./fuzz-target.js";
import { mutate } from "./mutate.js";

const streamErrors: ReadonlySet<string> = new Set([
  "MalformedFrame",
  "FrameTooLarge",
  "ChecksumMismatch",
  "DecryptionFailed",
]);
const limits = [100, 65_536, 65_536, 65_536] as const;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const rsaKey = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const encryptions = [undefined, ...(["AES_CBC", "AES_ECB", "FTAES_ECB"] as const).map(encryptionOf)] as const;

function encryptionOf(cipher: "AES_CBC" | "AES_ECB" | "FTAES_ECB"): PacketEncryption {
  const encryption = new PacketEncryption(rsaKey);
  encryption.start(cipher, { key: "0123456789abcdef", iv: "fedcba9876543210" });
  return encryption;
}

/** Makes a frame with a valid or mutated body. */
export function anyFrame(random: Random): Frame {
  const { protocolId, examples } = random.pick(packetKinds);
  const body = random.pick(examples);
  return { protocolId, serial: 1 + random.below(6), body: random.below(2) === 0 ? body : mutate(body, random) };
}

function tcpOptions(random: Random) {
  return { encryption: random.pick(encryptions), maxFrameBytes: random.pick(limits) };
}

/** The decoder of TCP, with and without encryption. Its result must not depend on how the bytes arrive. */
export const tcpDecoder: FuzzTarget = {
  name: "tcp decoder",
  generate(random, salt) {
    if (random.below(20) === 0) return random.bytes(random.below(300));
    const codec = createTcpFrameCodec({ encryption: tcpOptions(createRandom(salt)).encryption });
    const stream = joined(Array.from({ length: 1 + random.below(3) }, () => codec.encode(anyFrame(random))));
    return random.below(4) === 0 ? stream : mutate(stream, random);
  },
  run({ bytes, salt }) {
    const random = createRandom(salt);
    const options = tcpOptions(random);
    const inPieces = decodeAll(options, cutRandomly(bytes, random));
    const atOnce = decodeAll(options, [bytes]);
    if (!isDeepStrictEqual(inPieces, atOnce)) throw new Error("the decoded frames depend on how the bytes arrive");
  },
};

function decodeAll(
  options: Parameters<typeof createTcpFrameCodec>[0] & { maxFrameBytes: number },
  pieces: Iterable<Uint8Array>,
) {
  const codec = createTcpFrameCodec(options);
  const frames: Frame[] = [];
  try {
    for (const piece of pieces) {
      for (const frame of codec.decode(piece)) frames.push(frame);
      if (codec.buffered > options.maxFrameBytes) throw new Error(`${codec.buffered} bytes are buffered`);
    }
  } catch (error) {
    return { frames, failure: streamErrorOf(error) };
  }
  return { frames, failure: undefined };
}

function roleOf(random: Random): "client" | "gateway" {
  return random.pick(["client", "gateway"]);
}

/** The decoders of WebSocket, at both ends. */
export const webSocketDecoder: FuzzTarget = {
  name: "websocket decoder",
  generate(random, salt) {
    // The codec of the other end: one reads what the other writes.
    const codec = createWebSocketFrameCodec(roleOf(createRandom(salt)) === "client" ? "gateway" : "client");
    const relayError = random.below(4) === 0 ? { relayError: { code: random.below(5), message: "no reply" } } : {};
    return mutate(codec.encode({ ...anyFrame(random), ...relayError }), random);
  },
  run({ bytes, salt }) {
    const random = createRandom(salt);
    const codec = createWebSocketFrameCodec(roleOf(random), { maxFrameBytes: random.pick(limits) });
    try {
      for (const { body, serial } of codec.decode(bytes)) {
        if (body.length >= bytes.length || serial < 0) throw new Error("the frame is larger than its bytes");
      }
    } catch (error) {
      streamErrorOf(error);
    }
  },
};

function streamErrorOf(error: unknown): string {
  const code = documentedCode(error);
  if (!streamErrors.has(code)) throw new Error(`${code} is not an error of a stream`, { cause: error });
  return code;
}
