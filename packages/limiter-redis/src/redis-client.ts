/** The part of a client of the package `ioredis` that is used here. */
export interface IoRedisClient {
  readonly status: string;
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** The part of a client of the package `redis` that is used here. */
export interface NodeRedisClient {
  readonly isOpen: boolean;
  eval(script: string, options: { readonly keys: string[]; readonly arguments: string[] }): Promise<unknown>;
}

/** A connected Redis client from `ioredis` or `redis`. */
export type RedisClient = IoRedisClient | NodeRedisClient;

/** Runs a Lua script. */
export async function evaluate(client: RedisClient, script: string, keys: string[], args: string[]): Promise<unknown> {
  return "isOpen" in client
    ? await client.eval(script, { keys, arguments: args })
    : await client.eval(script, keys.length, ...keys, ...args);
}
