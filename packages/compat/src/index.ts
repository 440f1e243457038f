export { type Command, commandTable } from "./commands/command.js";
export { type Bodies, Methods } from "./gen/protocols/methods.js";
export { ApiWebsocket, type LoginCallback, type PushCallback } from "./socket/api-websocket.js";
export { BaseWebsocket, type SocketEvent } from "./socket/base-websocket.js";
export type { ReplyOf, RequestOf } from "./socket/message-of.js";
export type { Packet } from "./socket/packet.js";
export type { SocketOptions } from "./socket/socket-options.js";
export type { Long } from "./types/long.js";
export type { Message, MessageType, Namespace, Root } from "./types/reflection.js";
