// Runs on every runtime: nothing in here may be particular to one of them.
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
// Nothing ends the process: it has to end by itself, which it does only when no socket and no timer is left.
