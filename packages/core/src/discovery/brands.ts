import type { BrandIdentity } from "./brand-profile.js";

/**
 * The brands that have a gateway, one entry each. When the wrong gateway answers, the error uses this list to name its
 * brand. Source: `GetUserInfo.isAppNNOrMM`, which is true for Futu's gateways and false for moomoo's.
 */
export const brands = {
  futu: { brand: "futu", displayName: "Futu", userInfo: { isAppNNOrMM: true } },
  moomoo: { brand: "moomoo", displayName: "moomoo", userInfo: { isAppNNOrMM: false } },
} as const satisfies Readonly<Record<string, BrandIdentity>>;
