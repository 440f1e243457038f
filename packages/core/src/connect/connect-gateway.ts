import { platform } from "#platform";
import { systemClock } from "../clock.js";
import { createError, isOpendError, type OpendErrorOf } from "../errors.js";
import { GetUserInfo, type S2C as UserInfo } from "../gen/protocols/GetUserInfo.js";
import type { Credentials, Greeting } from "../session/handshake.js";
import { type CallOptions, Session } from "../session/session.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { Link, Transport } from "../transport/link.js";
import type { BrandProfile } from "./brand-profile.js";
import type { ConnectOptions } from "./connect-options.js";
import { identifyGateway, isLoopback } from "./gateway-identity.js";
import { type Candidate, resolveSettings } from "./resolve-settings.js";
import { simulationMark } from "./simulation-mark.js";

/** The gateway at the other end of a session. */
export interface GatewayInfo extends Greeting {
  /** Brand of the gateway: `futu`, `moomoo`, or undefined where it does not say. */
  readonly brand: string | undefined;
  /** Where it is, as a URL. */
  readonly endpoint: string;
  readonly transport: Transport;
  /** Whether it is a simulator: all its data is made up. */
  readonly simulated: boolean;
}

/** A session that is ready, and the gateway at its other end. */
export interface GatewaySession {
  readonly session: Session;
  readonly gateway: GatewayInfo;
}

/**
 * Finds a brand's gateway, connects, shakes hands and makes sure that the gateway is of that brand.
 *
 * @throws `InvalidOption`, `InvalidUrl`, `InvalidConfigFile`, `InsecureTransport`, `Unsupported` before anything is sent; `ConnectFailed`,
 * `CertificateRejected`, `KeyRequired`, `KeyRefused`, `HandshakeRefused`, `WrongGateway`, `Timeout`, `Aborted`, and what
 * a broken stream throws
 */
export async function connectGateway(
  profile: BrandProfile,
  options: ConnectOptions = {},
  telemetry = new Telemetry(),
): Promise<GatewaySession> {
  const { candidates, credentials } = await resolveSettings(profile, options);
  const tried: { endpoint: string; reason: string }[] = [];
  let cause: unknown;
  for (const candidate of candidates) {
    const link = await openLink(candidate, credentials, options);
    try {
      return await enter(profile, candidate, link, credentials, options, telemetry);
    } catch (error) {
      if (isOpendError(error, "WrongGateway") && candidate.mustTellBrand && error.actual === unknownBrand)
        cause ??= error;
      // A peer that speaks something else, such as the WebSocket port.
      else if (isOpendError(error) && !isOpendError(error, "MalformedFrame")) throw error;
      else cause ??= error;
      tried.push({
        endpoint: link.endpoint,
        reason: `${candidate.source}: ${reasonOf(error)}${otherPort(candidate, error)}`,
      });
    }
  }
  throw connectFailed(profile, candidates, tried, cause);
}

const unknownBrand = "a gateway that does not say its brand";
const defaultConnectTimeoutMs = 10_000;

async function openLink(
  { url, transport }: Candidate,
  credentials: Credentials,
  options: ConnectOptions,
): Promise<Link> {
  const { cipher = "AES_CBC", allowInsecure = false, tls } = options;
  if (tls !== undefined && url.protocol !== "wss:") {
    const message = `tls is for wss:// URLs, and this is ${url.protocol}//${url.host}`;
    throw createError("InvalidOption", message, { option: "tls" });
  }
  if (transport === "websocket") {
    const link = await platform.openWebSocket(url, tls);
    if (!allowInsecure) checkKeysStayPrivate(url, link.endpoint, credentials);
    return link;
  }
  const { rsaKey } = credentials;
  return await platform.openTcp(url, rsaKey === undefined ? undefined : { rsaKey, cipher });
}

/** Over TCP no key is sent: the RSA key only encrypts. */
function checkKeysStayPrivate(url: URL, endpoint: string, { keyMd5, rsaKey }: Credentials): void {
  if (url.protocol === "wss:" || isLoopback(url.hostname) || (keyMd5 === undefined && rsaKey === undefined)) return;
  const key = rsaKey === undefined ? "WebSocket key" : "RSA key";
  const message = `the ${key} would go unencrypted to ${endpoint}, which is another machine: use wss://, or allow it with allowInsecure: true`;
  throw createError("InsecureTransport", message, { endpoint });
}

/** Connects, shakes hands and checks the brand, all within one time limit. Nothing is left open when that fails. */
async function enter(
  profile: BrandProfile,
  candidate: Candidate,
  link: Link,
  credentials: Credentials,
  options: ConnectOptions,
  telemetry: Telemetry,
): Promise<GatewaySession> {
  const { signal, clock = systemClock, connectTimeoutMs: timeoutMs = defaultConnectTimeoutMs } = options;
  const dialing = new AbortController();
  let session: Session | undefined;
  const cancelTimeout = clock.schedule(() => {
    const message = `${link.endpoint}: no connection within ${timeoutMs} ms`;
    dialing.abort(new Error(message));
    session?.fail(createError("Timeout", message, { timeoutMs, sent: true }));
  }, timeoutMs);
  try {
    session = await dial(link, options, dialing, telemetry);
    const clientId = options.clientId ?? `opend-${crypto.randomUUID()}`;
    const shakeHands = await platform.handshake(link.transport);
    const greeting = await shakeHands(session, credentials, clientId, { signal, timeoutMs });
    const { isAppNNOrMM: isFutu, userID, simulated } = await askUserInfo(session, { signal, timeoutMs });
    session.identifyGateway(identifyGateway(candidate.url, userID));
    checkBrand(profile, candidate, link.endpoint, isFutu);
    const brand = isFutu === undefined ? undefined : profile.brand;
    const { endpoint, transport } = link;
    return { session, gateway: { ...greeting, brand, endpoint, transport, simulated } };
  } catch (error) {
    await session?.close();
    throw error;
  } finally {
    cancelTimeout();
  }
}

/** Opens the connection. A refused one rejects with what the runtime says, so that the next candidate is tried. */
async function dial(
  link: Link,
  options: ConnectOptions,
  dialing: AbortController,
  telemetry: Telemetry,
): Promise<Session> {
  const { signal } = options;
  const abort = () => dialing.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await Session.open(link, options, dialing.signal, telemetry);
  } catch (cause) {
    if (!signal?.aborted) throw cause;
    throw createError("Aborted", "connecting was aborted by the caller", {}, { cause: signal.reason });
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** What a gateway says about itself and its user. */
type Identity = Pick<UserInfo, "isAppNNOrMM" | "userID"> & Pick<GatewayInfo, "simulated">;

/**
 * What the gateway says of its brand (`isAppNNOrMM`: true for Futu's, false for moomoo's) and its user, and whether it is
 * simulated. A gateway that refuses the question is taken for a real one that does not say.
 */
async function askUserInfo(session: Session, options: CallOptions): Promise<Identity> {
  try {
    const { retType, retMsg, s2c } = await session.exchange(GetUserInfo, {}, options);
    return retType === 0 ? { ...s2c, simulated: retMsg === simulationMark } : { simulated: false };
  } catch (error) {
    if (isOpendError(error, "GatewayError")) return { simulated: false };
    throw error;
  }
}

function checkBrand(profile: BrandProfile, candidate: Candidate, endpoint: string, isFutu: boolean | undefined): void {
  if (isFutu === profile.isAppNNOrMM || (isFutu === undefined && !candidate.mustTellBrand)) return;
  const actual = isFutu === undefined ? unknownBrand : isFutu ? "Futu" : "moomoo";
  const expected = profile.displayName;
  const message = `${endpoint} (${candidate.source}) is ${isFutu === undefined ? actual : `a ${actual} gateway`}, not a ${expected} one`;
  throw createError("WrongGateway", message, { expected, actual, endpoint });
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

/** What to say where the port looks like that of the other transport. */
function otherPort({ url, transport }: Candidate, error: unknown): string {
  if (transport === "tcp") return isOpendError(error, "MalformedFrame") ? `; try ws://${url.host}` : "";
  const { message, code = undefined } = Object(error) as { message?: unknown; code?: unknown };
  const isNoHttp = /socket hang up|Parse Error|Expected HTTP/i.test(String(message)) || code === "ECONNRESET";
  return isNoHttp ? `; this is no WebSocket port: try tcp://${url.host}` : "";
}

/** Node rejects with an error for each address that it tried. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && first.message ? first.message : "the connection failed";
}
