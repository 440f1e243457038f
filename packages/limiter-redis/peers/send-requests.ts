// A process that sends requests within a budget that it shares with other processes, and reports when it sent each.
import { createRedisLimiter } from "@opend/limiter-redis";
import { Redis } from "ioredis";

/** The settings of this script. */
export interface PeerSettings {
  readonly port: number;
  readonly gateway: string;
  readonly requests: number;
  readonly protocol: {
    readonly id: number;
    readonly name: string;
    readonly rateLimit: { readonly requests: number; readonly perSeconds: number };
  };
}

const { port, gateway, requests, protocol }: PeerSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const client = new Redis({ port, host: "127.0.0.1" });
const limiter = createRedisLimiter({ client, gateway });
const { signal } = new AbortController();

async function send(): Promise<number> {
  const leave = await limiter.acquire({ protocol }, { signal });
  const sentMs = performance.timeOrigin + performance.now();
  // Simulates the time that a gateway takes to reply.
  await new Promise((resolve) => setTimeout(resolve, 5));
  leave();
  return sentMs;
}

const sentMs = await Promise.all(Array.from({ length: requests }, send));
process.send?.(sentMs, () => client.disconnect());
