// Internals for the packages of this project that build on core. They change without notice: programs use the other
// entry points.
export { abortedError } from "./base/aborted-error.js";
export { checkOptions, checkSignal, checkTimeout } from "./base/check-options.js";
export { cleanText, escapeText } from "./base/clean-text.js";
export { delay, systemClock } from "./base/clock.js";
export { createError } from "./base/errors.js";
export { nearestName } from "./base/nearest-name.js";
export { linkSignals, onAbort } from "./base/on-abort.js";
export { type CreateError, defineErrors, hasCode } from "./base/opend-error.js";
export { PullIterator } from "./base/pull-iterator.js";
export { writeDay } from "./base/zoned-time.js";
export { checkPlain } from "./client/check-call.js";
export { telemetryOf } from "./client/client.js";
export { ClientCore } from "./client/client-core.js";
export { openClientCore, openSupervisor, openTelemetry } from "./client/open-client-core.js";
export { brands } from "./discovery/brands.js";
export { type Candidate, findCandidates } from "./discovery/find-candidates.js";
export { md5Hex } from "./discovery/md5-hex.js";
export { simulationMark } from "./discovery/simulation-mark.js";
export { budgetNameOf, countsInBudget, toLimitedRequest } from "./limits/limiter.js";
export { allowedNames, valuesOf } from "./protocol/enum-names.js";
export type { PacketId, SentProtocol } from "./protocol/protocol.js";
export type { Requester } from "./push/requester.js";
export type { SessionSupervisor } from "./reconnect/session-supervisor.js";
export { Session } from "./session/session.js";
export { Telemetry } from "./telemetry/telemetry.js";
export type { ConnectionHandlers, Transport } from "./transport/transport.js";
export type { Frame } from "./wire/frame.js";
