import { type ConnectOptions, connect, type ErrorCode } from "@opend/futu";
import { equal, rejects } from "./expect.js";
import type { GatewayUrls, TlsSupport } from "./gateway-urls.js";
import { runCheck } from "./run-targets.js";

/** Checks which certificates the client accepts over `wss://`, and the errors for the others. */
export async function checkCertificates(gateway: GatewayUrls, support: TlsSupport): Promise<void> {
  const { ca, otherCa, fingerprint256 } = gateway.certificates;
  const wrongPin = `${fingerprint256.startsWith("00") ? "11" : "00"}${fingerprint256.slice(2)}`;
  const [withCa, withPin]: readonly [ErrorCode | undefined, ErrorCode | undefined] =
    support === "nothing" ? ["Unsupported", "Unsupported"] : [undefined, support === "all" ? undefined : "Unsupported"];
  // Browsers give no reason.
  const unknown = support === "nothing" ? "ConnectFailed" : "CertificateRejected";
  const rejected = withCa ?? "CertificateRejected";
  const { tlsWebsocket: url, expiredWebsocket, otherNameWebsocket, key } = gateway;
  await check("unknown CA", { url, key }, unknown);
  await check("wrong CA", { url, key, tls: { ca: otherCa } }, rejected);
  await check("several CAs", { url, key, tls: { ca: [otherCa, ca] } }, withCa);
  await check("expired", { url: expiredWebsocket, key, tls: { ca } }, rejected);
  await check("other name", { url: otherNameWebsocket, key, tls: { ca } }, rejected);
  await check("wrong pin", { url, key, tls: { fingerprint256: wrongPin } }, withPin ?? "CertificateRejected");
}

async function check(
  name: string,
  options: ConnectOptions & { readonly key: string },
  expected: ErrorCode | undefined,
): Promise<void> {
  const connecting = async () => {
    const client = await connect({ ...options, env: {} });
    await client.close();
  };
  const failing = async () => {
    if (expected === undefined) return await connecting();
    const error = await rejects(name, connecting(), expected);
    equal("message without the key", error.message.includes(options.key), false);
  };
  await runCheck(`futu wss ${name}`, failing, { isRefused: expected === "Unsupported" });
}
