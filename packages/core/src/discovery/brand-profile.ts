import type { GetUserInfo } from "../gen/protocols/GetUserInfo.js";

/** What distinguishes the gateways of a brand. */
export interface BrandIdentity {
  /** The brand in code, such as `futu`. */
  readonly brand: string;
  /** The brand's name for people, such as `Futu`. */
  readonly displayName: string;
  /** What the brand's gateways say about themselves in the reply to `GetUserInfo`. */
  readonly userInfo: Readonly<Partial<GetUserInfo.S2C>>;
}

/** Everything that differs between the gateways of the brands. */
export interface BrandProfile extends BrandIdentity {
  /**
   * Ports to try, in order. The brands share all but the first, so a gateway there must say that it belongs to this
   * brand.
   */
  readonly ports: readonly { readonly tcp: number; readonly websocket: number }[];
  /** The names of environment variables. */
  readonly env: {
    /** URL of the gateway. */
    readonly url: string;
    /** The plain WebSocket key. */
    readonly key: string;
    /** The path of the RSA private key file. */
    readonly rsaKeyFile: string;
    /** The path of the gateway's config file or of its folder. */
    readonly configFile: string;
  };
  /** The name of the gateway's own config file. */
  readonly configFileName: string;
}
