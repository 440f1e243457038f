import type { BrandProfile } from "@opend/core";
import { brands } from "@opend/core/internal";

/** Futu's gateway (FutuOpenD). Sources: documentation page "Command Line OpenD" and the gateway's config file. */
export const profile: BrandProfile = {
  ...brands.futu,
  ports: [{ tcp: 11111, websocket: 33333 }],
  env: {
    url: "FUTU_OPEND_URL",
    key: "FUTU_OPEND_WS_KEY",
    rsaKeyFile: "FUTU_OPEND_RSA_KEY_FILE",
    configFile: "FUTU_OPEND_CONFIG_FILE",
  },
  configFileName: "FutuOpenD.xml",
};
