// What a browser can do, bundled for one: WebSocket only. The gateways come as a global, as a page would have them.
import type { Gateways } from "./gateway-urls.js";
import { createTargets, runTargets } from "./run-targets.js";

declare global {
  var opendSmokeGateways: Gateways;
}

await runTargets(createTargets(globalThis.opendSmokeGateways).filter(({ url }) => url.startsWith("ws:")));
