import { createError, isOpendError, type OpendErrorOf } from "../base/errors.js";
import { Telemetry } from "../telemetry/telemetry.js";
import type { BrandProfile } from "./brand-profile.js";
import { unknownBrand } from "./check-brand.js";
import { createTransport } from "./create-transport.js";
import type { DiscoveryOptions } from "./discovery-options.js";
import { enterGateway } from "./enter-gateway.js";
import { type Candidate, findCandidates } from "./find-candidates.js";
import type { GatewaySession } from "./gateway-info.js";

/**
 * Finds a brand's gateway, connects, shakes hands and checks that the gateway belongs to the brand.
 *
 * @throws `InvalidOption`, `InvalidUrl`, `InvalidConfigFile`, `InsecureTransport`, `Unsupported` before anything is
 * sent; `ConnectFailed`, `CertificateRejected`, `KeyRequired`, `KeyRefused`, `HandshakeRefused`, `WrongGateway`,
 * `Timeout`, `Aborted`, and what a broken stream throws
 */
export async function findGateway(
  profile: BrandProfile,
  options: DiscoveryOptions = {},
  telemetry = new Telemetry(),
): Promise<GatewaySession> {
  const { candidates, credentials } = await findCandidates(profile, options);
  const tried: { endpoint: string; reason: string }[] = [];
  let cause: unknown;
  for (const candidate of candidates) {
    const transport = await createTransport(candidate, credentials, options);
    try {
      return await enterGateway(profile, candidate, transport, credentials, options, telemetry);
    } catch (error) {
      if (isOpendError(error, "WrongGateway") && candidate.mustTellBrand && error.actual === unknownBrand)
        cause ??= error;
      // The peer speaks something else, as a WebSocket port does.
      else if (isOpendError(error) && !isOpendError(error, "MalformedFrame")) throw error;
      else cause ??= error;
      tried.push({
        endpoint: transport.endpoint,
        reason: `${candidate.source}: ${reasonOf(error)}${otherPort(candidate, error)}`,
      });
    }
  }
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

/** A hint for a port that looks like that of the other transport. */
function otherPort({ url, transport }: Candidate, error: unknown): string {
  if (transport === "tcp") return isOpendError(error, "MalformedFrame") ? `; try ws://${url.host}` : "";
  const { message, code = undefined } = Object(error) as { message?: unknown; code?: unknown };
  const isNoHttp = /socket hang up|Parse Error|Expected HTTP/i.test(String(message)) || code === "ECONNRESET";
  return isNoHttp ? `; this is not a WebSocket port: try tcp://${url.host}` : "";
}

/** Node rejects with one error for each address that it tried. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && first.message ? first.message : "the connection failed";
}
