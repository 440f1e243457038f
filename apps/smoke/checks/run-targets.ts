import { connect as connectFutu } from "@opend/futu";
import { connect as connectMoomoo } from "@opend/moomoo";
import type { CheckResult, Gateways, TlsSupport } from "./gateway-urls.js";
import { checkRefused, type Target, targetChecks } from "./target-checks.js";

/** Both brands over both transports, TCP under each cipher, and WebSocket over TLS. */
export function createTargets({ futu, moomoo }: Gateways, tls: TlsSupport): readonly Target[] {
  const asFutu = { connect: connectFutu, other: connectMoomoo, code: "HK.00700" };
  const asMoomoo = { connect: connectMoomoo, other: connectFutu, code: "US.AAPL" };
  const encrypted = (["AES_CBC", "AES_ECB", "FTAES_ECB"] as const).map((cipher) => ({
    ...asFutu,
    name: `futu tcp ${cipher}`,
    url: futu.encryptedTcp,
    droppingUrl: futu.droppingEncryptedTcp,
    key: undefined,
    encryption: { rsaKey: futu.rsaKey, cipher },
  }));
  const unsupported = {
    ca: tls === "nothing" ? "tls" : undefined,
    pin: tls === "nothing" ? "tls" : tls === "no pinning" ? "tls.fingerprint256" : undefined,
  };
  const overTls = { ...asFutu, url: futu.tlsWebsocket, droppingUrl: futu.droppingTlsWebsocket, key: futu.key };
  return [
    { ...asFutu, name: "futu ws", url: futu.websocket, droppingUrl: futu.droppingWebsocket, key: futu.key },
    { ...asFutu, name: "futu tcp", url: futu.tcp, droppingUrl: futu.droppingTcp, key: undefined },
    { ...asMoomoo, name: "moomoo ws", url: moomoo.websocket, droppingUrl: moomoo.droppingWebsocket, key: moomoo.key },
    { ...asMoomoo, name: "moomoo tcp", url: moomoo.tcp, droppingUrl: moomoo.droppingTcp, key: undefined },
    ...encrypted,
    { ...overTls, name: "futu wss", tls: { ca: futu.certificates.ca }, unsupported: unsupported.ca },
    {
      ...overTls,
      name: "futu wss pinned",
      tls: { fingerprint256: futu.certificates.fingerprint256 },
      unsupported: unsupported.pin,
    },
  ];
}

/** Runs every check on every target. */
export async function runTargets(targets: readonly Target[]): Promise<void> {
  for (const target of targets) {
    for (const [name, check] of Object.entries(targetChecks)) {
      const isRefused = target.unsupported !== undefined;
      await runCheck(`${target.name} ${name}`, () => (isRefused ? checkRefused : check)(target), { isRefused });
    }
  }
}

/** Runs one check and prints its report as a line of JSON. */
export async function runCheck(
  name: string,
  check: () => Promise<void>,
  { isRefused }: Pick<CheckResult, "isRefused"> = {},
): Promise<void> {
  let result: CheckResult = { name, isRefused };
  try {
    await check();
  } catch (error) {
    result = { name, error: error instanceof Error ? error.message : String(error) };
  }
  console.log(JSON.stringify(result));
}
