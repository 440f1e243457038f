import type { Limiter } from "@opend/futu";
import type { Redis } from "ioredis";
import type { Context } from "../base/context.js";
import { parseRedisPlace } from "./redis-place.js";

/** Frequency limits that other processes share. */
export interface SharedLimits {
  /** Returns the limiter of the gateway of a brand. */
  limiterOf(brand: "futu" | "moomoo"): Limiter;
  /** Closes the connection to Redis. */
  close(): void;
}

/** How long requests wait for a Redis that is gone. */
const defaultPatienceMs = 20_000;

/** Longest pause between two attempts to reach it. */
const longestPauseMs = 1000;

/**
 * Connects to the Redis that `--limiter` or the environment names. Undefined: neither does.
 *
 * @param patienceMs how long requests wait for a Redis that is gone
 * @throws `UsageError`, and what says that Redis cannot be reached
 */
export async function openSharedLimits(
  { globals, io, screen }: Context,
  patienceMs = defaultPatienceMs,
): Promise<SharedLimits | undefined> {
  const url = globals.limiter ?? (io.env["OPEND_LIMITER"] || undefined);
  if (url === undefined) return undefined;
  const { name, tls, ...place } = parseRedisPlace(url, io.env);
  const [{ createRedisLimiter }, { Redis }] = await Promise.all([import("@opend/limiter-redis"), importIoRedis()]);
  const where = `the Redis of --limiter at ${place.host}:${place.port}`;
  let isUsed = false;
  let isGone = false;
  let lastError: Error | undefined;
  const client = new Redis({
    ...place,
    ...(tls && { tls: {} }),
    username: place.username ?? "",
    password: place.password ?? "",
    lazyConnect: true,
    connectTimeout: 5000,
    // A command waits until Redis is back, but no longer than this.
    commandTimeout: patienceMs,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (isUsed ? Math.min(longestPauseMs, attempt * 50) : null),
  });
  client.on("error", (error) => {
    lastError = error;
  });
  client.on("close", () => {
    if (!isUsed || isGone) return;
    isGone = true;
    screen.note(`opend: ${where} is gone. Requests wait for it, each ${patienceMs / 1000} s at most.`);
  });
  client.on("ready", () => {
    if (isGone) screen.note(`opend: ${where} is back.`);
    isGone = false;
  });
  await connect(client).catch((error: unknown) => {
    client.disconnect();
    const message = `${where} cannot be used: ${reasonOf(lastError ?? error)}`;
    throw Object.assign(new Error(message), { code: "LimiterFailed" });
  });
  isUsed = true;
  return {
    limiterOf: (brand) =>
      createRedisLimiter({ client, gateway: name === undefined ? brand : `${brand}-${name}`, clock: io.clock }),
    close() {
      isUsed = false;
      client.disconnect();
    },
  };
}

async function connect(client: Redis): Promise<void> {
  await client.connect();
  // Tells whether commands are allowed.
  await client.ping();
}

async function importIoRedis(): Promise<typeof import("ioredis")> {
  return await import("ioredis").catch((cause: unknown) => {
    throw new Error("--limiter needs the package ioredis: npm install --global ioredis", { cause });
  });
}

/** Refused passwords have a code of their own at the beginning of the text; the network has one beside it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (/^(?:NOAUTH|WRONGPASS|ERR AUTH|ERR Client sent AUTH)/.test(error.message)) {
    return `the password is missing or wrong. It goes into REDISCLI_AUTH`;
  }
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
