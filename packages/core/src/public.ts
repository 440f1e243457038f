// What programs that use a brand's package need. Both brands export all of it.
export { Client, type QueryOptions } from "./client.js";
export { type Clock, createManualClock, type ManualClock, systemClock } from "./clock.js";
export type { BrandProfile } from "./connect/brand-profile.js";
export type { GatewayInfo } from "./connect/connect-gateway.js";
export type { ConnectOptions } from "./connect/connect-options.js";
export type { ConnectionState, Resumed } from "./connection/connection-state.js";
export type { ReadyOptions } from "./connection/gateway-connection.js";
export type { ReconnectAttempt, ReconnectOptions } from "./connection/reconnect-policy.js";
export type { RetryOptions } from "./connection/retry-query.js";
export {
  type AccountSummary,
  type ErrorCode,
  type ErrorDetails,
  type FanOutPlace,
  type FanOutPosition,
  isOpendError,
  OpendError,
  type OpendErrorOf,
  type PagerPosition,
  type RequestPlace,
  type SecurityPlace,
  type SkippedWalk,
} from "./errors.js";
export type { Codec } from "./protocol/codec.js";
export type { FieldShape, MessageShape, ScalarName } from "./protocol/message-shape.js";
export type {
  C2SOf,
  KeyPagingFields,
  OffsetPagingFields,
  PagedProtocol,
  Paging,
  PagingFields,
  QueryProtocol,
  RateLimit,
  Reply,
  RequestProtocol,
  RequestRateLimit,
  S2COf,
} from "./protocol/protocol.js";
export type {
  AccountPushProtocol,
  EventContractPushProtocol,
  PlainPushProtocol,
  PushProtocol,
  QuotePushProtocol,
} from "./protocol/push-protocol.js";
export type { RequestInput } from "./protocol/request-input.js";
export type { FailedAccount, FailedSecurity, FailedTopic } from "./push/failed-topic.js";
export type { PushPolicy } from "./push/push-buffer.js";
export type {
  AccountPushOptions,
  EventContractPushOptions,
  PushOptions,
  QuotePushOptions,
  SlowConsumerEvent,
} from "./push/push-options.js";
export type { PushStream } from "./push/push-stream.js";
export { formatSecurity, type MarketPrefix, marketOf, type Security, type SecurityCode, security } from "./security.js";
export type { AcquireOptions, Leave, LimitedProtocol, LimitedRequest, Limiter, QuotaLeft } from "./session/limiter.js";
export type { QuotaCallOptions, QuotaOptions, QuotaWait } from "./session/quota-gate.js";
export type { CallOptions, SessionOptions } from "./session/session.js";
export { createSlidingWindowLimiter, type SlidingWindowLimiter } from "./session/sliding-window-limiter.js";
export type { ClientStats } from "./telemetry/client-stats.js";
export type { RoundTrips } from "./telemetry/counters.js";
export type { LogOption } from "./telemetry/create-telemetry.js";
export type { LogDetails, LogEntry, LogEvent, LogLevel, LogWriter } from "./telemetry/log-entry.js";
export type { Transport } from "./transport/link.js";
export type { TlsOptions } from "./transport/tls-options.js";
export type { PacketCipher } from "./wire/aes-cipher.js";
