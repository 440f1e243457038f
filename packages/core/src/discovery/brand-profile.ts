import type { S2C as UserInfo } from "../gen/protocols/GetUserInfo.js";

/** The values by which a client recognizes the gateways of a brand. */
export interface BrandIdentity {
  /** The brand in code, such as `futu`. */
  readonly brand: string;
  /** The brand's name for people, such as `Futu`. */
  readonly displayName: string;
  /** The fields by which the brand's gateways identify themselves in the reply to `GetUserInfo`. */
  readonly userInfo: Readonly<Partial<UserInfo>>;
}

/** All differences between the gateways of the brands. */
export interface BrandProfile extends BrandIdentity {
  /**
   * The ports to try, in order. The brands share all ports but the first. A gateway on a shared port must say that it
   * belongs to this brand.
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
