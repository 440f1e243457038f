import { prefixOf, type Security } from "../../protocol/security.js";

/**
 * The plain form of a security: `HK.00700`. What has no such code is written with the number of its market:
 * `#2.HSImain`.
 */
export function codeText({ market, code }: Security): string {
  const prefix = prefixOf(market);
  return prefix !== undefined && isCode.test(code) ? `${prefix}.${code}` : `#${market}.${code}`;
}

const isCode = /^\S+$/;
