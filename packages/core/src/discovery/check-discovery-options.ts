import { checkSignal, checkTimeout } from "../base/check-options.js";
import { createError } from "../base/errors.js";
import type { DiscoveryOptions } from "./discovery-options.js";

/**
 * Checks the values of the options before anything is read or sent.
 *
 * @throws `InvalidOption`
 */
export function checkDiscoveryOptions(options: DiscoveryOptions): void {
  const { transport, url, keyMd5, key, cipher, maxFrameBytes, signal } = options;
  if (cipher !== undefined && cipher !== "AES_CBC" && cipher !== "AES_ECB" && cipher !== "FTAES_ECB") {
    throw invalid("cipher", `cipher is "AES_CBC", "AES_ECB" or "FTAES_ECB", not ${JSON.stringify(cipher)}`);
  }
  if (transport !== undefined && transport !== "tcp" && transport !== "websocket") {
    throw invalid("transport", `transport is "tcp" or "websocket", not ${JSON.stringify(transport)}`);
  }
  if (url !== undefined && typeof url !== "string") {
    throw invalid("url", `url is a string such as tcp://127.0.0.1:11111, not ${typeof url}`);
  }
  if (transport !== undefined && url !== undefined && (transport === "tcp") !== /^tcp:/i.test(url)) {
    throw invalid(
      "transport",
      `transport is "${transport}", and the scheme of url is another one: leave transport out`,
    );
  }
  if (keyMd5 !== undefined && !/^[0-9a-f]{32}$/.test(keyMd5)) {
    throw invalid("keyMd5", "keyMd5 is 32 lower-case hex digits; a plain key goes into the option key");
  }
  if (key === "") throw invalid("key", "key is empty; leave it out for a gateway without a key");
  checkTimeout("connectTimeoutMs", options.connectTimeoutMs);
  checkTimeout("timeoutMs", options.timeoutMs);
  checkSignal(signal);
  if (maxFrameBytes !== undefined && !(Number.isFinite(maxFrameBytes) && maxFrameBytes > 0)) {
    throw invalid("maxFrameBytes", `maxFrameBytes is a number above 0, not ${maxFrameBytes}`);
  }
}

function invalid(option: string, message: string) {
  return createError("InvalidOption", message, { option });
}
