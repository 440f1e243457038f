import { createError, isOpendError, type OpendErrorOf } from "../base/errors.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { BrandProfile } from "./brand-profile.js";
import { unknownBrand } from "./check-brand.js";
import { closesUnasked } from "./closes-unasked.js";
import { createTransport } from "./create-transport.js";
import type { DiscoveryOptions } from "./discovery-options.js";
import { enterGateway } from "./enter-gateway.js";
import { type Candidate, findCandidates } from "./find-candidates.js";
import type { GatewaySession } from "./gateway-info.js";
import { isForbidden, notPermitted } from "./not-permitted.js";

/**
 * Finds a brand's gateway, connects, shakes hands and checks that the gateway belongs to the brand.
 *
 * @throws `InvalidOption`, `InvalidUrl`, `InvalidConfigFile`, `InsecureTransport`, `Unsupported` before anything is
 * sent; `ConnectFailed`, `NotPermitted`, `CertificateRejected`, `KeyRequired`, `KeyRefused`, `HandshakeRefused`, `WrongGateway`,
 * `Timeout`, `Aborted`, and what a broken stream throws
 */
export async function findGateway(
  profile: BrandProfile,
  options: DiscoveryOptions = {},
  telemetry = new Telemetry(),
): Promise<GatewaySession> {
  const { candidates, credentials } = await findCandidates(profile, options);
  const tried: { endpoint: string; reason: string }[] = [];
  const forbidden: string[] = [];
  let cause: unknown;
  for (const candidate of candidates) {
    const transport = await createTransport(candidate, credentials, options);
    try {
      return await enterGateway(profile, candidate, transport, credentials, options, telemetry);
    } catch (error) {
      if (isForbidden(error)) forbidden.push(transport.endpoint);
      else if (mayHaveHungUp(candidate, error) && (await closesUnasked(candidate.url, options))) {
        throw nothingBehind(profile, candidate, transport.endpoint, error);
      }
      if (isOpendError(error, "WrongGateway") && candidate.mustTellBrand && error.actual === unknownBrand)
        cause ??= error;
      // The peer speaks something else, as a WebSocket port does.
      else if (isOpendError(error) && !isOpendError(error, "MalformedFrame")) throw error;
      else cause ??= error;
      tried.push({
        endpoint: transport.endpoint,
        reason: `${candidate.source}: ${reasonOf(error)}${otherPlace(candidate, error)}`,
      });
    }
  }
  if (forbidden.length === candidates.length) throw notPermitted(forbidden, cause);
  throw connectFailed(profile, candidates, tried, cause);
}

function connectFailed(
  profile: BrandProfile,
  candidates: readonly Candidate[],
  tried: readonly { endpoint: string; reason: string }[],
  cause: unknown,
): OpendErrorOf<"ConnectFailed"> {
  const places = tried.map(({ endpoint, reason }) => `${endpoint} (${reason})`).join(", then ");
  const { env, configFileName, displayName } = profile;
  const hint = candidates.some(({ transport }) => transport === "websocket")
    ? `OpenD's WebSocket is off unless websocket_port is set in ${configFileName}`
    : `OpenD's TCP port is api_port in ${configFileName}`;
  const message = `no ${displayName} gateway could be reached; tried ${places}. Is OpenD running? ${hint}. Say where it is with the option url or configFile, or with ${env.url} or ${env.configFile}`;
  return createError("ConnectFailed", message, { tried }, { cause });
}

/** Whether the peer may have accepted a connection and then closed it. Over WebSocket, not every runtime has a code. */
function mayHaveHungUp({ transport }: Candidate, error: unknown): boolean {
  if (isOpendError(error)) return isOpendError(error, "HandshakeRefused") && error.retType === undefined;
  return codeOf(error) === "ECONNRESET" || (transport === "websocket" && hangUp.test(messageOf(error)));
}

/** How Node, Deno and Bun say that a peer hung up on a WebSocket. */
const hangUp = /hang up|closed|ended|reset|canceled/i;

/** The port of a container accepts connections even when nothing listens behind it. */
function nothingBehind(
  { configFileName }: BrandProfile,
  { transport }: Candidate,
  endpoint: string,
  cause: unknown,
): OpendErrorOf<"HandshakeRefused"> {
  const [setting, argument] = transport === "tcp" ? ["ip", "-api_ip"] : ["websocket_ip", "-websocket_ip"];
  const message = `${endpoint} accepts connections and closes them before their first byte, as a port of Docker does when nothing listens behind it. If OpenD runs in a container, set ${setting} in ${configFileName} (or ${argument}) to 0.0.0.0 there: what listens on 127.0.0.1 is not reached from outside. Else look whether OpenD runs`;
  const choices = { cause, retryable: true, endsClient: false };
  return createError("HandshakeRefused", message, { endpoint, retType: undefined }, choices);
}

/** A hint for a port that looks like that of the other transport, or a name that is unknown here. */
function otherPlace({ url, transport }: Candidate, error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `; this machine does not know the name ${url.hostname}, which may be one of Docker Compose: outside of its network, the gateway has another`;
  }
  if (transport === "tcp") {
    const scheme = isOpendError(error, "MalformedFrame") && error.peer && { HTTP: "ws", TLS: "wss" }[error.peer];
    return scheme ? `; try ${scheme}://${url.host}` : "";
  }
  const message = messageOf(error);
  const isNoHttp = hangUp.test(message) || /Parse Error|Expected HTTP/i.test(message) || code === "ECONNRESET";
  if (!isNoHttp) return "";
  const orTls = url.protocol === "ws:" ? " without TLS" : "";
  const orWss = url.protocol === "ws:" ? ", or wss://" : "";
  return `; this is not a WebSocket port${orTls}: try tcp://${url.host}${orWss}`;
}

function codeOf(error: unknown): unknown {
  return Object(error).code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}

/** Node rejects with one error for each address that it tried. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && first.message ? first.message : "the connection failed";
}
