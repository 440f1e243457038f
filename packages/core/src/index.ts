// The public API of core. Both brand packages re-export all of it.
export { type Clock, createManualClock, type ManualClock, systemClock } from "./base/clock.js";
export {
  type ErrorCode,
  type ErrorDetails,
  type GatewayErrorCode,
  type GatewayReply,
  isOpendError,
  type OpendErrorOf,
} from "./base/errors.js";
export { type Omitted, omittedFrom } from "./base/omitted.js";
export { type ErrorOf, OpendError } from "./base/opend-error.js";
export { Client, type QueryOptions } from "./client/client.js";
export type { ClientStats } from "./client/client-stats.js";
export type { ConnectOptions } from "./client/connect-options.js";
export type { BrandIdentity, BrandProfile } from "./discovery/brand-profile.js";
export type { GatewayInfo } from "./discovery/gateway-info.js";
export type { AcquireOptions, Leave, LimitedProtocol, LimitedRequest, Limiter, QuotaLeft } from "./limits/limiter.js";
export type { QuotaWait } from "./limits/quota-gate.js";
export { createSlidingWindowLimiter, type SlidingWindowLimiter } from "./limits/sliding-window-limiter.js";
export type { Codec } from "./message/codec.js";
export type { DateWriter, FieldShape, MarketPlace, MessageShape, ScalarName } from "./message/message-shape.js";
export { type EnumName, type EnumObject, nameOf, namesOf, parseName } from "./protocol/enum-names.js";
export type { FailedAccount, FailedSecurity, FailedTopic } from "./protocol/failed-topic.js";
export type {
  Batch,
  C2SOf,
  InputOf,
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
  Span,
} from "./protocol/protocol.js";
export {
  formatSecurity,
  type MarketPrefix,
  marketOf,
  type Security,
  type SecurityCode,
  security,
  zoneOfCode,
} from "./protocol/security.js";
export type {
  AccountPushProtocol,
  EventContractPushProtocol,
  PlainPushProtocol,
  PushProtocol,
  QuotePushProtocol,
} from "./push/push-protocol.js";
export type { PushPolicy } from "./push/stream/push-buffer.js";
export type {
  AccountPushOptions,
  EventContractPushOptions,
  PushOptions,
  QuotePushOptions,
  SlowConsumerEvent,
} from "./push/stream/push-options.js";
export type { PushEvent, PushStream, StreamResumed } from "./push/stream/push-stream.js";
export type { ConnectionState, Resumed } from "./reconnect/connection-state.js";
export type { ReconnectAttempt, ReconnectOptions } from "./reconnect/reconnect-policy.js";
export type { RetryOptions } from "./reconnect/retry-options.js";
export type { ReadyOptions } from "./reconnect/session-supervisor.js";
export type { CallOptions } from "./session/session.js";
export type { RoundTrips } from "./telemetry/counters.js";
export type { LogDetails, LogEntry, LogEvent, LogLevel, LogOption, LogWriter } from "./telemetry/log-entry.js";
export type { TlsOptions } from "./transport/tls-options.js";
export type { TransportKind } from "./transport/transport.js";
export type { PacketCipher } from "./wire/aes-cipher.js";
