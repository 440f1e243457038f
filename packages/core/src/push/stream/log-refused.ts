import { type FailedTopic, nameTopic } from "../../protocol/failed-topic.js";
import type { Telemetry } from "../../telemetry/telemetry.js";

/** Logs one entry for all topics that were refused with the same words. */
export function logRefused(telemetry: Telemetry, refused: readonly FailedTopic[], occasion = ""): void {
  for (const text of new Set(refused.map(({ error }) => error.message))) {
    const alike = refused.filter(({ error }) => error.message === text);
    const [first] = alike;
    if (!first) continue;
    const topics = alike.map(nameTopic);
    const others = topics.length > 1 ? ` and ${topics.length - 1} more` : "";
    const message = `${occasion}the gateway refused ${topics[0]}${others}: ${text}`;
    telemetry.log({ level: "warn", event: "subscription-refused", message, topics, error: first.error });
  }
}
