import { platform } from "#platform";
import { systemClock } from "../base/clock.js";
import { createError, isOpendError } from "../base/errors.js";
import { GetUserInfo } from "../gen/protocols/GetUserInfo.js";
import type { Credentials } from "../session/handshake.js";
import { type CallOptions, Session } from "../session/session.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Transport } from "../transport/transport.js";
import type { BrandProfile } from "./brand-profile.js";
import { checkBrand } from "./check-brand.js";
import type { DiscoveryOptions } from "./discovery-options.js";
import type { Candidate } from "./find-candidates.js";
import { identifyGateway } from "./gateway-identity.js";
import type { GatewaySession } from "./gateway-info.js";
import { simulationMark } from "./simulation-mark.js";

const defaultConnectTimeoutMs = 10_000;
const unknownIdentity: Identity = { userInfo: {}, simulated: false };

/** Connects, shakes hands and checks the brand within one time limit. Leaves nothing open when that fails. */
export async function enterGateway(
  profile: BrandProfile,
  candidate: Candidate,
  transport: Transport,
  credentials: Credentials,
  options: DiscoveryOptions,
  telemetry: Telemetry,
): Promise<GatewaySession> {
  const { signal, clock = systemClock, connectTimeoutMs: timeoutMs = defaultConnectTimeoutMs } = options;
  const dialing = new AbortController();
  let session: Session | undefined;
  const cancelTimeout = clock.schedule(() => {
    const message = `${transport.endpoint}: no connection within ${timeoutMs} ms`;
    dialing.abort(new Error(message));
    session?.fail(createError("Timeout", message, { timeoutMs, sent: true }));
  }, timeoutMs);
  try {
    session = await dial(transport, options, dialing, telemetry);
    const clientId = options.clientId ?? `opend-${crypto.randomUUID()}`;
    const shakeHands = await platform.handshake(transport.kind);
    const greeting = await shakeHands(session, credentials, clientId, { signal, timeoutMs });
    const { userInfo, simulated } = await askUserInfo(session, { signal, timeoutMs });
    session.identifyGateway(identifyGateway(candidate.url, userInfo.userID));
    const { endpoint, kind } = transport;
    const brand = checkBrand(profile, candidate, endpoint, userInfo);
    return { session, gateway: { ...greeting, brand, endpoint, transport: kind, simulated } };
  } catch (error) {
    await session?.close();
    throw error;
  } finally {
    cancelTimeout();
  }
}

/** Opens the connection. When it is refused, rejects with the runtime's reason, and the next candidate is tried. */
async function dial(
  transport: Transport,
  options: DiscoveryOptions,
  dialing: AbortController,
  telemetry: Telemetry,
): Promise<Session> {
  const { signal } = options;
  const abort = () => dialing.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await Session.open(transport, options, dialing.signal, telemetry);
  } catch (cause) {
    if (!signal?.aborted) throw cause;
    throw createError("Aborted", "connecting was aborted by the caller", {}, { cause: signal.reason });
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** The gateway's information about itself and its user. */
interface Identity {
  readonly userInfo: Partial<GetUserInfo.S2C>;
  readonly simulated: boolean;
}

/** Asks the gateway for its brand. One that refuses to answer counts as a real gateway that does not say. */
async function askUserInfo(session: Session, options: CallOptions): Promise<Identity> {
  try {
    const { retType, retMsg, s2c } = await session.exchange(GetUserInfo, {}, options);
    return retType === 0 ? { userInfo: s2c ?? {}, simulated: retMsg === simulationMark } : unknownIdentity;
  } catch (error) {
    if (isOpendError(error, "GatewayError")) return unknownIdentity;
    throw error;
  }
}
