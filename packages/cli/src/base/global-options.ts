/** The options that every command takes. */
export interface GlobalOptions {
  readonly brand?: "futu" | "moomoo";
  readonly url?: string;
  readonly keyFile?: string;
  readonly rsaKeyFile?: string;
  readonly configFile?: string;
  /** Where Redis is, with a password perhaps. */
  readonly limiter?: string;
  readonly rateLimitText?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly demo?: true;
  readonly verbose?: true;
  readonly jsonErrors?: true;
}
