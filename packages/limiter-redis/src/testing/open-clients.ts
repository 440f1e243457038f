import { Redis } from "ioredis";
import { createClient } from "redis";
import type { RedisClient } from "../redis-client.js";

/** A connected client, and the function that closes it. */
export interface OpenClient {
  readonly client: RedisClient;
  close(): void;
}

/** Opens an `ioredis` client that does not wait for a missing server. */
export async function openIoRedis(port: number): Promise<OpenClient> {
  const client = new Redis({ port, host: "127.0.0.1", maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on("error", () => {});
  await client.ping();
  return { client, close: () => client.disconnect() };
}

/** Opens a `redis` client that does not wait for a missing server. */
export async function openNodeRedis(port: number): Promise<OpenClient> {
  const client = createClient({ socket: { port, host: "127.0.0.1", reconnectStrategy: false } });
  client.on("error", () => {});
  await client.connect();
  return { client, close: () => client.destroy() };
}
