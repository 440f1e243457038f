import type { CallOptions, Client } from "@opend/core";
import { createError, md5Hex } from "@opend/core/internal";
import { Trd_Common, Trd_UnlockTrade } from "@opend/core/protocols";
import { type Known, parseOption } from "../names/words.js";

/** The broker whose accounts to unlock or lock. */
export interface FirmOptions extends CallOptions {
  /** The broker. Default: the gateway's. */
  readonly securityFirm?: Known<Trd_Common.SecurityFirmName> | undefined;
}

/** The trading password, in plain text or as its MD5. Only the MD5 is sent. */
export type UnlockOptions = FirmOptions &
  (
    | { readonly password: string; readonly passwordMd5?: undefined }
    | {
        /** The MD5 as 32 lower-case hex digits. */
        readonly passwordMd5: string;
        readonly password?: undefined;
      }
  );

/**
 * Unlocks trading with real money on the whole gateway, for all its connections. Paper accounts do not need it. The
 * password appears in no error and is not kept.
 *
 * @throws `InvalidOption`; `GatewayError` when the gateway does not accept the password; and what `client.call` throws
 */
export async function unlockTrade(client: Client, options: UnlockOptions): Promise<void> {
  await call(client, true, toMd5(options), options);
}

/**
 * Locks trading with real money again, on the whole gateway. @throws `InvalidOption`, and the errors of `client.call`
 */
export async function lockTrade(client: Client, options: FirmOptions = {}): Promise<void> {
  await call(client, false, undefined, options);
}

async function call(client: Client, unlock: boolean, pwdMD5: string | undefined, options: FirmOptions): Promise<void> {
  const { securityFirm, signal, timeoutMs } = options;
  const firm =
    securityFirm === undefined ? undefined : parseOption(Trd_Common.SecurityFirm, "securityFirm", securityFirm);
  await client.call(Trd_UnlockTrade, { unlock, pwdMD5, securityFirm: firm }, { signal, timeoutMs });
}

function toMd5({ password, passwordMd5 }: UnlockOptions): string {
  if (typeof password === "string" && password !== "" && passwordMd5 === undefined) return md5Hex(password);
  if (typeof passwordMd5 === "string" && /^[0-9a-f]{32}$/.test(passwordMd5) && password === undefined)
    return passwordMd5;
  const message = "pass either password (not empty) or passwordMd5 (32 lower-case hex digits)";
  throw createError("InvalidOption", message, { option: passwordMd5 === undefined ? "password" : "passwordMd5" });
}
