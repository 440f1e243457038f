// A budget consists of two keys. KEYS[1] is a sorted set with a member for each request in the window, whose score is
// the last millisecond in which it counts. KEYS[2] is a hash with the end of the block and the time of the last
// request. All times are Redis's own, so the clients' clocks do not matter.
const common = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function text(number) return string.format('%.0f', number) end
local function keepFor(key, ms)
  if redis.call('PTTL', key) < ms then redis.call('PEXPIRE', key, text(ms)) end
end
`;

/**
 * Takes a slot. Arguments: id of the request, 1 if it counts or else 0, requests per window, length of the window,
 * minimum interval, and the longest time that a request may be in flight, in milliseconds. Returns 0, or the
 * milliseconds to wait before trying again.
 */
export const enterScript = `${common}
local id, counts, requests, length, interval, lease =
  ARGV[1], ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local state = redis.call('HMGET', KEYS[2], 'blockedUntil', 'lastEntered')
local openAt = tonumber(state[1] or 0)
if counts then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. text(now))
  openAt = math.max(openAt, tonumber(state[2] or 0) + interval)
  if redis.call('ZCARD', KEYS[1]) >= requests then
    -- A request in flight counts for at least a window from now on.
    local first = tonumber(redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2])
    openAt = math.max(openAt, math.min(first, now + length) + 1)
  end
end
if openAt > now then return openAt - now end
if counts then
  redis.call('ZADD', KEYS[1], text(now + lease + length), id)
  keepFor(KEYS[1], lease + length + 1)
  if interval > 0 then
    redis.call('HSET', KEYS[2], 'lastEntered', text(now))
    keepFor(KEYS[2], interval + 1)
  end
end
return 0
`;

/**
 * Starts the window of a request whose reply has arrived. Arguments: id, 1 if it counts or else 0, length of the
 * window, and for how long nothing may be sent (0: no block), in milliseconds.
 */
export const leaveScript = `${common}
local id, counts, length, retryAfter = ARGV[1], ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4])
if counts then
  redis.call('ZADD', KEYS[1], text(now + length), id)
  keepFor(KEYS[1], length + 1)
end
if retryAfter > 0 then
  local blockedUntil = tonumber(redis.call('HGET', KEYS[2], 'blockedUntil') or 0)
  redis.call('HSET', KEYS[2], 'blockedUntil', text(math.max(blockedUntil, now + retryAfter + 1)))
  keepFor(KEYS[2], retryAfter + 1)
end
return 0
`;

/** Returns the slot of a request that was never sent. Argument: its id. */
export const cancelScript = `
redis.call('ZREM', KEYS[1], ARGV[1])
return 0
`;
