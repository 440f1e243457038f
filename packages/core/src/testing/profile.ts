import type { BrandProfile } from "../discovery/brand-profile.js";

/** A brand that exists only in tests. Its gateways say `isAppNNOrMM: true`. */
export function testProfile(...ports: BrandProfile["ports"]): BrandProfile {
  return {
    brand: "futu",
    displayName: "Futu",
    userInfo: { isAppNNOrMM: true },
    ports: ports.length > 0 ? ports : [{ tcp: 11111, websocket: 33333 }],
    env: {
      url: "SPEC_URL",
      key: "SPEC_KEY",
      rsaKeyFile: "SPEC_RSA_KEY_FILE",
      configFile: "SPEC_CONFIG_FILE",
    },
    configFileName: "Spec.xml",
  };
}
