import type { BrandProfile } from "@opend/core";
import { brands } from "@opend/core/internal";

/** moomoo's gateway (OpenD). Sources: documentation page "Command Line OpenD" and the gateway's config file. */
export const profile: BrandProfile = {
  ...brands.moomoo,
  // Its own ports come first, so that both gateways can run on one machine. OpenD's factory ports are the same for
  // both.
  ports: [
    { tcp: 11112, websocket: 33334 },
    { tcp: 11111, websocket: 33333 },
  ],
  env: {
    url: "MOOMOO_OPEND_URL",
    key: "MOOMOO_OPEND_WS_KEY",
    rsaKeyFile: "MOOMOO_OPEND_RSA_KEY_FILE",
    configFile: "MOOMOO_OPEND_CONFIG_FILE",
  },
  configFileName: "OpenD.xml",
};
