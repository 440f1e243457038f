export type { AesSecrets, PacketCipher } from "./aes-cipher.js";
export { defaultMaxFrameBytes, type Frame, type FrameCodec, type RelayError } from "./frame.js";
export { PacketEncryption } from "./packet-encryption.js";
export { createTcpFrameCodec, type TcpFrameOptions } from "./tcp-frame.js";
export { createWebSocketFrameCodec, type WebSocketRole } from "./websocket-frame.js";
