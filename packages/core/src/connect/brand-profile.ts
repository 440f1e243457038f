/** Everything in which the gateways of the brands differ. */
export interface BrandProfile {
  /** The brand in code: `futu` or `moomoo`. */
  readonly brand: string;
  /** The brand as people write it: `Futu` or `moomoo`. */
  readonly displayName: string;
  /** What this brand's gateway says in `GetUserInfo.isAppNNOrMM`. */
  readonly isAppNNOrMM: boolean;
  /**
   * Ports to try, in order. All but the first are shared with the other brand: a gateway there must say that it is
   * this brand's.
   */
  readonly ports: readonly { readonly tcp: number; readonly websocket: number }[];
  /** Names of environment variables. */
  readonly env: {
    /** URL of the gateway. */
    readonly url: string;
    /** Plain WebSocket key. */
    readonly key: string;
    /** Path of the RSA private key file. */
    readonly rsaKeyFile: string;
    /** Path of the gateway's config file, or of its folder. */
    readonly configFile: string;
  };
  /** Name of the gateway's own config file. */
  readonly configFileName: string;
}
