import { isOpendError } from "@opend/futu";
import { UsageError } from "../base/usage-error.js";

/** What the options of the library are called in the command. */
const options: Readonly<Record<string, string>> = {
  side: "the side",
  quantity: "the quantity",
  price: "--price",
  type: "--type",
  triggerPrice: "--trigger",
  trail: "--trail-percent or --trail-amount",
  "trail.value": "--trail-percent or --trail-amount",
  "trail.spread": "--trail-spread",
  timeInForce: "--time-in-force",
  expireTime: "--expire",
  session: "--session",
  fillOutsideRTH: "--outside-rth",
  adjustLimit: "--adjust",
  positionId: "--position",
  remark: "--remark",
  assetCategory: "--asset-category",
};

/** Calls the library, whose errors about options then name those of the command. @throws `UsageError` */
export async function inOptionsHere<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw isOpendError(error, "InvalidOption") ? new UsageError(nameOptionsHere(error.message)) : error;
  }
}

/** Names the options of the command in a message of the library, which begins with the name of a field. */
export function nameOptionsHere(message: string): string {
  const [first = ""] = /^[\w.]+/.exec(message) ?? [];
  const begun = options[first] === undefined ? message : options[first] + message.slice(first.length);
  return begun
    .replace(/\btimeInForce: "(\w+)"/g, (_, name: string) => `--time-in-force ${name.toLowerCase()}`)
    .replace(/\b(?:triggerPrice|timeInForce|expireTime|fillOutsideRTH|adjustLimit|positionId)\b/g, (name) => {
      return options[name] ?? name;
    });
}
