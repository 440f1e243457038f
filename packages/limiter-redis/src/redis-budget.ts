import type { LimitedRequest } from "@opend/core";
import { budgetNameOf, countsInBudget, createError } from "@opend/core/internal";
import { evaluate, type RedisClient } from "./redis-client.js";
import { cancelScript, enterScript, leaveScript } from "./scripts.js";

/** One request in its budget in Redis. */
export class RedisBudget {
  readonly #client: RedisClient;
  readonly #request: LimitedRequest;
  readonly #keys: string[];
  readonly #leaseMs: number;
  readonly #id = crypto.randomUUID();

  constructor(client: RedisClient, prefix: string, request: LimitedRequest, leaseMs: number) {
    this.#client = client;
    this.#request = request;
    // The braces keep both keys on one node of a Redis cluster.
    const budget = `{${prefix}:${budgetNameOf(request)}}`;
    this.#keys = [`${budget}:slots`, `${budget}:state`];
    this.#leaseMs = leaseMs;
  }

  /** Takes a slot. Returns 0, or the milliseconds after which to ask again. @throws `LimiterFailed` */
  async enter(): Promise<number> {
    const { requests = 0, minIntervalMs = 0 } = this.#request.protocol.rateLimit ?? {};
    return await this.#run(enterScript, this.#counts, requests, this.#lengthMs, minIntervalMs, this.#leaseMs);
  }

  /** Starts the window of the slot. @throws `LimiterFailed` */
  async leave(retryAfterMs = 0): Promise<void> {
    await this.#run(leaveScript, this.#counts, this.#lengthMs, retryAfterMs);
  }

  /** Returns the slot: nothing was sent. @throws `LimiterFailed` */
  async cancel(): Promise<void> {
    await this.#run(cancelScript);
  }

  get #counts(): 0 | 1 {
    return countsInBudget(this.#request) ? 1 : 0;
  }

  get #lengthMs(): number {
    return (this.#request.protocol.rateLimit?.perSeconds ?? 0) * 1000;
  }

  async #run(script: string, ...args: number[]): Promise<number> {
    const reply = await evaluate(this.#client, script, this.#keys, [this.#id, ...args.map(String)]).catch(
      (cause: unknown) => {
        throw this.#failed(cause instanceof Error ? cause.message : String(cause), cause);
      },
    );
    if (typeof reply === "number") return reply;
    throw this.#failed("its reply is not a number");
  }

  #failed(reason: string, cause?: unknown) {
    const protocolId = this.#request.protocol.id;
    const message = `the budget of protocol ${protocolId} cannot be reached in Redis: ${reason}`;
    return createError("LimiterFailed", message, { protocolId }, { cause });
  }
}
