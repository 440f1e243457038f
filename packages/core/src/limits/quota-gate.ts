import type { Clock } from "../base/clock.js";
import { isOpendError } from "../base/errors.js";
import { linkSignals } from "../base/on-abort.js";
import { replyError } from "../protocol/gateway-error.js";
import type { Reply, RequestProtocol } from "../protocol/protocol.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { type Leave, type LimitedRequest, type Limiter, type QuotaLeft, toLimitedRequest } from "./limiter.js";
import { type LimiterLease, leaseLimiter } from "./shared-limiters.js";

/** A request that has to wait for the gateway's frequency limit. */
export interface QuotaWait {
  /** Name of the protocol, such as `Qot_GetDailyShortVolume`. */
  readonly protocol: string;
  /** How long the wait will be, as far as it can be told now. */
  readonly waitMs: number;
}

/** How a session keeps the gateway's frequency limits. */
export interface QuotaOptions {
  /**
   * Keeps the gateway's frequency limits. Default: a sliding window per protocol, shared by all clients of this process
   * that reach the same gateway, over TCP or WebSocket: the same user, logged in on the same host. Clients that reach it
   * by several names of a host share a limiter when each is given the same one. `false` sends at once.
   */
  readonly limiter?: Limiter | false | undefined;
  /** Is told when a request has to wait for the frequency limit, once per wait. */
  readonly onQuotaWait?: ((wait: QuotaWait) => void) | undefined;
  /**
   * Recognizes a refusal for too many requests by its text (`retMsg`), besides the Chinese texts that are documented: a
   * text that it contains, a pattern, or a function. Default: the documented texts only.
   */
  readonly rateLimitText?: string | RegExp | ((retMsg: string) => boolean) | undefined;
  /**
   * Whether a query that the gateway refuses as too frequent waits as long as the gateway wants and is sent again, three
   * times at the most. Default: true, unless `limiter` is `false`. Commands are never sent again.
   */
  readonly waitWhenRateLimited?: boolean | undefined;
}

/** How one request counts. */
export interface QuotaCallOptions {
  /** As the option of the session, for this request. */
  readonly waitWhenRateLimited?: boolean | undefined;
  /** Gives the request up. */
  readonly signal?: AbortSignal | undefined;
}

/** What the gate has to know of its session. */
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

/** Refusals after which a request is given up. */
const maxRefusals = 3;

/** What a request passes on its way out: its turn under the frequency limit, again after a refusal. */
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
   * From now on, requests count with those of all sessions of this gateway. Until then, and where it is not known which
   * gateway it is, they count with those of the endpoint.
   */
  identifyGateway(gateway: string | undefined): void {
    this.#gateway = gateway ?? this.#owner.endpoint;
    this.#lease?.release();
    this.#lease = undefined;
  }

  /**
   * Sends a request when it is its turn.
   *
   * @throws what a reply with an outcome other than success stands for, and what `send` throws
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

  /** What is left of the budgets, as far as the limiter tells. */
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
    // Not `test`, which a pattern with the flag g answers differently each time.
    return rateLimitText !== undefined && retMsg.search(rateLimitText) !== -1;
  }

  /** A wait that is over at once is none. */
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
