import type { Clock } from "../base/clock.js";
import { isOpendError } from "../base/errors.js";
import { linkSignals } from "../base/on-abort.js";
import type { Reply, RequestProtocol } from "../protocol/protocol.js";
import { replyError } from "../refusals/reply-error.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { type Leave, type LimitedRequest, type Limiter, type QuotaLeft, toLimitedRequest } from "./limiter.js";
import { type LimiterLease, leaseLimiter } from "./shared-limiters.js";

/** A request that has to wait for the gateway's frequency limit. */
export interface QuotaWait {
  /** Name of the protocol, such as `Qot_GetDailyShortVolume`. */
  readonly protocol: string;
  /** The expected wait. */
  readonly waitMs: number;
}

/** How a session keeps the gateway's frequency limits. */
export interface QuotaOptions {
  /**
   * Keeps the gateway's frequency limits. Default: a sliding window per protocol, shared by all clients of this process
   * that reach the same gateway over TCP or WebSocket: the same user, logged in on the same host. Clients that use
   * different names of one host share a limiter when you pass the same one to each. `false` sends right away.
   */
  readonly limiter?: Limiter | false | undefined;
  /** Called when a request has to wait for the frequency limit, once per wait. */
  readonly onQuotaWait?: ((wait: QuotaWait) => void) | undefined;
  /**
   * Recognizes a refusal for too many requests by its text (`retMsg`), in addition to the texts that are known, in Chinese
   * and English: a text that it contains, a pattern, or a function. Default: only the known texts.
   */
  readonly rateLimitText?: string | RegExp | ((retMsg: string) => boolean) | undefined;
  /**
   * Whether to retry a query that the gateway refuses as too frequent: the client waits as long as the gateway asks,
   * and retries at most three times. Default: true, unless `limiter` is `false`. Commands are never retried.
   */
  readonly waitWhenRateLimited?: boolean | undefined;
}

/** How one request counts. */
export interface QuotaCallOptions {
  /** Overrides the option of the session for this request. */
  readonly waitWhenRateLimited?: boolean | undefined;
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
}

/** What the gate needs of its session. */
export interface QuotaOwner {
  readonly endpoint: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Fires when the session has ended. */
  readonly lifetime: AbortSignal;
  /** @throws when the session has ended or the signal has fired */
  checkUsable(signal: AbortSignal | undefined): void;
}

type GatedProtocol<C2S> = Pick<RequestProtocol<C2S, unknown>, "id" | "name" | "kind" | "rateLimit">;

/** Refusals after which the gate gives up on a request. */
const maxRefusals = 3;

/** Holds each request until the frequency limit admits it, and again after a refusal. */
export class QuotaGate {
  readonly #owner: QuotaOwner;
  readonly #options: QuotaOptions;
  #gateway: string;
  #lease: LimiterLease | undefined;

  constructor(owner: QuotaOwner, options: QuotaOptions) {
    this.#owner = owner;
    this.#gateway = owner.endpoint;
    this.#options = options;
    owner.lifetime.addEventListener("abort", () => this.#lease?.release(), { once: true });
  }

  /**
   * From now on, requests share the budgets of all sessions of this gateway. Before that, and while the gateway is
   * unknown, they share those of the endpoint.
   */
  identifyGateway(gateway: string | undefined): void {
    this.#gateway = gateway ?? this.#owner.endpoint;
    this.#lease?.release();
    this.#lease = undefined;
  }

  /**
   * Sends a request when its turn comes.
   *
   * @throws the error that an unsuccessful reply stands for, and what `send` throws
   */
  async pass<C2S, S2C>(
    protocol: GatedProtocol<C2S>,
    c2s: C2S,
    options: QuotaCallOptions,
    send: () => Promise<Reply<S2C>>,
  ): Promise<Reply<S2C>> {
    const request = toLimitedRequest(protocol, c2s);
    for (let refusals = 0; ; refusals++) {
      const leave = await this.#takeTurn(request, options.signal);
      let retryAfterMs: number | undefined;
      try {
        const reply = await send();
        if (reply.retType === 0) return reply;
        throw replyError(protocol, reply, (retMsg) => this.#isRateLimitText(retMsg));
      } catch (error) {
        if (isOpendError(error, "RateLimited")) retryAfterMs = error.retryAfterMs;
        if (retryAfterMs === undefined || refusals === maxRefusals || !this.#mayWait(protocol, options)) throw error;
      } finally {
        this.#owner.telemetry.callback("limiter", leave, retryAfterMs);
      }
    }
  }

  /** The rest of the budgets, as far as the limiter can tell. */
  get quotaLeft(): Readonly<Record<string, QuotaLeft>> {
    return (this.#options.limiter || this.#lease?.limiter)?.quotaLeft?.() ?? {};
  }

  #mayWait({ kind }: GatedProtocol<never>, options: QuotaCallOptions): boolean {
    const { limiter, waitWhenRateLimited = true } = this.#options;
    return limiter !== false && kind === "query" && (options.waitWhenRateLimited ?? waitWhenRateLimited);
  }

  async #takeTurn(request: LimitedRequest, signal: AbortSignal | undefined): Promise<Leave> {
    const { lifetime } = this.#owner;
    this.#owner.checkUsable(signal);
    const limiter = this.#limiter();
    if (!limiter) return () => {};
    const linked = linkSignals(lifetime, signal);
    try {
      return await limiter.acquire(request, {
        signal: linked.signal,
        onWait: (waitMs) => this.#tellWait(request.protocol.name, waitMs),
      });
    } catch (cause) {
      this.#owner.checkUsable(signal);
      throw cause;
    } finally {
      linked.release();
    }
  }

  #isRateLimitText(retMsg: string): boolean {
    const { rateLimitText } = this.#options;
    if (typeof rateLimitText === "string") return retMsg.includes(rateLimitText);
    if (typeof rateLimitText === "function") {
      return this.#owner.telemetry.callback("rateLimitText", rateLimitText, retMsg) === true;
    }
    // Not `test`: a pattern with the flag g answers it differently each time.
    return rateLimitText !== undefined && retMsg.search(rateLimitText) !== -1;
  }

  /** A wait that ends right away does not count. */
  #tellWait(protocol: string, waitMs: number): void {
    if (!(waitMs > 0)) return;
    const { telemetry } = this.#owner;
    const message = `${protocol} waits ${Math.ceil(waitMs)} ms for the gateway's frequency limit`;
    telemetry.log({ level: "info", event: "quota-wait", message, protocol, waitMs });
    telemetry.callback("onQuotaWait", this.#options.onQuotaWait, { protocol, waitMs });
  }

  #limiter(): Limiter | false {
    const { limiter } = this.#options;
    if (limiter !== undefined) return limiter;
    this.#lease ??= leaseLimiter(this.#gateway, this.#owner.clock);
    return this.#lease.limiter;
  }
}
