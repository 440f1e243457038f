import { startGateway } from "@opend/sim";
import { tradingDays } from "../../checks/gateway-urls.js";
import type { Registry } from "../registry/start-registry.js";
import type { Consumer } from "./consumer.js";
import { type ConsumerResult, runConsumer } from "./run-consumer.js";

/** Runs every consumer against a gateway and prints the outcomes. Returns whether all succeeded. */
export async function runConsumers(consumers: readonly Consumer[], registry: Registry): Promise<boolean> {
  const key = `key-${Math.random()}`;
  const gateway = await startGateway({ brand: "futu", tradingDays, rateLimit: false, key });
  const { tcpUrl, wsUrl } = gateway;
  const results: ConsumerResult[] = [];
  try {
    for (const consumer of consumers) {
      const startMs = performance.now();
      const runs = await runConsumer(consumer, registry, { tcpUrl, wsUrl, key });
      const cells = runs.map(({ run, error }) => `${run} ${error === undefined ? "ok" : "FAILED"}`);
      console.log(`${consumer.name} (${((performance.now() - startMs) / 1000).toFixed(1)} s): ${cells.join(", ")}`);
      results.push(...runs);
    }
  } finally {
    await gateway.close();
  }
  const failures = results.filter(({ error }) => error !== undefined);
  for (const { consumer, run, error } of failures) console.error(`${consumer}, ${run}: ${error}`);
  return failures.length === 0;
}
