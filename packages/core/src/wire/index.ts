export { defaultMaxFrameBytes, type Frame, type FrameCodec, type RelayError } from "./frame.js";
export { createTcpFrameCodec } from "./tcp-frame.js";
export { createWebSocketFrameCodec, type WebSocketRole } from "./websocket-frame.js";
