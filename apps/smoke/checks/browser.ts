// The checks for browsers, bundled for one. WebSocket only. The page provides the gateways as a global.
import { checkCertificates } from "./check-certificates.js";
import type { Gateways } from "./gateway-urls.js";
import { createTargets, runTargets } from "./run-targets.js";

declare global {
  var opendSmokeGateways: Gateways;
}

const gateways = globalThis.opendSmokeGateways;
await runTargets(createTargets(gateways, "nothing").filter(({ url }) => url.startsWith("ws")));
await checkCertificates(gateways.futu, "nothing");
