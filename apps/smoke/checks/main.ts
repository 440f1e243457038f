// Runs on every runtime: nothing in here may be particular to one of them but the few globals they share.
import process from "node:process";
import { connect as connectFutu } from "@opend/futu";
import { connect as connectMoomoo } from "@opend/moomoo";
import { checkSimulator } from "./check-simulator.js";
import { type CheckResult, type Gateways, gatewaysVariable } from "./gateway-urls.js";
import { type Target, targetChecks } from "./target-checks.js";

const gateways: Gateways = JSON.parse(process.env[gatewaysVariable] ?? "{}");

const targets: readonly Target[] = [
  {
    name: "futu ws",
    connect: connectFutu,
    other: connectMoomoo,
    url: gateways.futu.websocket,
    droppingUrl: gateways.futu.droppingWebsocket,
    key: gateways.futu.key,
    code: "HK.00700",
  },
  {
    name: "futu tcp",
    connect: connectFutu,
    other: connectMoomoo,
    url: gateways.futu.tcp,
    droppingUrl: gateways.futu.droppingTcp,
    key: undefined,
    code: "HK.00700",
  },
  {
    name: "moomoo ws",
    connect: connectMoomoo,
    other: connectFutu,
    url: gateways.moomoo.websocket,
    droppingUrl: gateways.moomoo.droppingWebsocket,
    key: gateways.moomoo.key,
    code: "US.AAPL",
  },
  {
    name: "moomoo tcp",
    connect: connectMoomoo,
    other: connectFutu,
    url: gateways.moomoo.tcp,
    droppingUrl: gateways.moomoo.droppingTcp,
    key: undefined,
    code: "US.AAPL",
  },
];

for (const target of targets) {
  for (const [name, check] of Object.entries(targetChecks)) {
    await report(`${target.name} ${name}`, () => check(target));
  }
}
await report("simulator in this runtime", checkSimulator);
// Nothing ends the process: it has to end by itself, which it does only when no socket and no timer is left.

async function report(name: string, check: () => Promise<void>): Promise<void> {
  let result: CheckResult = { name };
  try {
    await check();
  } catch (error) {
    result = { name, error: error instanceof Error ? error.message : String(error) };
  }
  console.log(JSON.stringify(result));
}
