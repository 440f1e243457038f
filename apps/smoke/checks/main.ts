// Runs on every runtime: nothing in here may be particular to one of them.
import process from "node:process";
import { checkSimulator } from "./check-simulator.js";
import { gatewaysVariable } from "./gateway-urls.js";
import { createTargets, runCheck, runTargets } from "./run-targets.js";

await runTargets(createTargets(JSON.parse(process.env[gatewaysVariable] ?? "{}")));
await runCheck("simulator in this runtime", checkSimulator);
// Nothing ends the process: it has to end by itself, which it does only when no socket and no timer is left.
