// Runs on every runtime, so nothing in here may be specific to one of them.
import process from "node:process";
import { checkCertificates } from "./check-certificates.js";
import { checkSimulator } from "./check-simulator.js";
import { type Gateways, gatewaysVariable } from "./gateway-urls.js";
import { createTargets, runCheck, runTargets } from "./run-targets.js";

const gateways: Gateways = JSON.parse(process.env[gatewaysVariable] ?? "{}");
const tls = "Deno" in globalThis ? "no pinning" : "all";
await runTargets(createTargets(gateways, tls));
await checkCertificates(gateways.futu, tls);
await runCheck("simulator in this runtime", () => checkSimulator(gateways.futu.certificates));
// The process must end by itself, which it does only when no socket and no timer is left.
