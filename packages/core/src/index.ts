export { Client } from "./client.js";
export { type Clock, createManualClock, type ManualClock, systemClock } from "./clock.js";
export type { BrandProfile } from "./connect/brand-profile.js";
export { connectGateway, type GatewayInfo, type GatewaySession } from "./connect/connect-gateway.js";
export type { ConnectOptions } from "./connect/connect-options.js";
export {
  createError,
  type ErrorCode,
  type ErrorDetails,
  type FanOutPosition,
  isOpendError,
  OpendError,
  type OpendErrorOf,
  type PagerPosition,
} from "./errors.js";
export type { Codec } from "./protocol/codec.js";
export type {
  C2SOf,
  PagedProtocol,
  Paging,
  PushProtocol,
  RateLimit,
  Reply,
  RequestProtocol,
  S2COf,
} from "./protocol/protocol.js";
export { formatSecurity, type MarketPrefix, marketOf, type Security, type SecurityCode, security } from "./security.js";
export type { Greeting } from "./session/handshake.js";
export {
  type AcquireOptions,
  budgetNameOf,
  countsInBudget,
  type Leave,
  type LimitedProtocol,
  type LimitedRequest,
  type Limiter,
} from "./session/limiter.js";
export type { QuotaCallOptions, QuotaOptions, QuotaWait } from "./session/quota-gate.js";
export type { CallOptions, SessionOptions } from "./session/session.js";
export { Session } from "./session/session.js";
export { createSlidingWindowLimiter, type SlidingWindowLimiter } from "./session/sliding-window-limiter.js";
export type {
  Connection,
  ConnectionHandlers,
  Link,
  LinkCodec,
  LinkEncryption,
  Transport,
} from "./transport/link.js";
export type { AesSecrets, PacketCipher } from "./wire/aes-cipher.js";
