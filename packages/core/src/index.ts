// All that the packages of this project share. Programs import from their brand's package.
export { checkOptions, checkSignal, checkTimeout } from "./check-options.js";
export { connectGateway, type GatewaySession } from "./connect/connect-gateway.js";
export { md5Hex } from "./connect/md5-hex.js";
export { simulationMark } from "./connect/simulation-mark.js";
export { GatewayConnection, type GatewayConnectionOptions } from "./connection/gateway-connection.js";
export { openConnection } from "./connection/open-connection.js";
export type { ReconnectPolicy } from "./connection/reconnect-policy.js";
export { createError } from "./errors.js";
export { nearestName } from "./nearest-name.js";
export { type LinkedSignal, linkSignals, onAbort } from "./on-abort.js";
export type { PacketId } from "./protocol/protocol.js";
export type {
  Requester,
  SecurityChange,
  StreamPushes,
  SubscribeAccounts,
  SubscribeSecurities,
} from "./protocol/push-protocol.js";
export * from "./public.js";
export { PullIterator, type PullSource } from "./pull-iterator.js";
export type { Greeting } from "./session/handshake.js";
export { budgetNameOf, countsInBudget, toLimitedRequest } from "./session/limiter.js";
export { Session } from "./session/session.js";
export { Telemetry } from "./telemetry/telemetry.js";
export type { Connection, ConnectionHandlers, Link, LinkCodec, LinkEncryption } from "./transport/link.js";
export type { AesSecrets } from "./wire/aes-cipher.js";
