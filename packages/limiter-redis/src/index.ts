export { createRedisLimiter, type RedisLimiterOptions } from "./create-redis-limiter.js";
export type { IoRedisClient, NodeRedisClient, RedisClient } from "./redis-client.js";
