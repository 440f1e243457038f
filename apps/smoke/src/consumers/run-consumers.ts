import { startGateway } from "@opend/sim";
import { tradingDays } from "../../checks/gateway-urls.js";
import type { Registry } from "../registry/start-registry.js";
import type { Consumer } from "./consumer.js";
import { type ConsumerResult, runConsumer } from "./run-consumer.js";

/** Runs every consumer against a gateway, prints what came of each, and gives whether all is well. */
export async function runConsumers(consumers: readonly Consumer[], registry: Registry): Promise<boolean> {
  const gateway = await startGateway({ brand: "futu", tradingDays, rateLimit: false, wsPort: false });
  const results: ConsumerResult[] = [];
  try {
    for (const consumer of consumers) {
      const startMs = performance.now();
      results.push(...(await runConsumer(consumer, registry, gateway.tcpUrl ?? "")));
      console.log(`${consumer.name}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
    }
  } finally {
    await gateway.close();
  }
  const width = Math.max(...results.map(({ consumer }) => consumer.length));
  for (const { consumer, run, error } of results) {
    console.log(`${consumer.padEnd(width)}  ${run}: ${error === undefined ? "ok" : "FAILED"}`);
  }
  const failures = results.filter(({ error }) => error !== undefined);
  for (const { consumer, run, error } of failures) console.error(`${consumer}, ${run}: ${error}`);
  return failures.length === 0;
}
