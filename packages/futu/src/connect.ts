import type { ConnectOptions } from "@opend/core";
import { openClientCore } from "@opend/core/internal";
import { PagingClient } from "@opend/pager";
import { profile } from "./profile.js";

/**
 * Finds Futu's gateway, connects and logs in: `await using client = await connect()`, or `client.close()` in a
 * `finally`. A client that is not closed keeps the process alive.
 *
 * Each setting comes from the options, else from the environment (`FUTU_OPEND_URL`, `FUTU_OPEND_WS_KEY`,
 * `FUTU_OPEND_RSA_KEY_FILE`, `FUTU_OPEND_CONFIG_FILE`), else from the gateway's config file if one is named, else from
 * the default ports.
 *
 * @throws `InvalidOption`, `InvalidUrl`, `InvalidConfigFile`, `Unsupported` before anything is sent; `ConnectFailed`,
 * `CertificateRejected`, `KeyRequired`, `KeyRefused`, `HandshakeRefused`, `WrongGateway`, `Timeout`, `Aborted`
 */
export async function connect(options?: ConnectOptions): Promise<PagingClient> {
  return new PagingClient(await openClientCore(profile, options));
}
