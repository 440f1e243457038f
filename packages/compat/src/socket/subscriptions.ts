import { isOpendError } from "@opend/core";
import type { Requester, Telemetry } from "@opend/core/internal";
import { commandTable, findCommand } from "../commands/command.js";
import { messageType } from "../root/message-type.js";
import { readReply } from "../root/read-reply.js";
import { protocolOf } from "./protocol-of.js";

/** The fields of a request that subscribes data types of securities. */
interface Body {
  readonly securityList?: readonly Security[];
  readonly subTypeList?: readonly number[];
  readonly isSubOrUnSub?: boolean;
  readonly isRegOrUnRegPush?: boolean;
  readonly isRegOrUnReg?: boolean;
  readonly isUnsubAll?: boolean;
  readonly [field: string]: unknown;
}

interface Security {
  readonly market: number;
  readonly code: string;
}

/** A request to send again: what it is about, and its other fields. */
interface Wish {
  readonly cmd: number;
  readonly security: Security;
  readonly subType: number;
  readonly rest: object;
}

const { QotSub, QotSubEventContract, QotRegQotPush, TrdSubAccPush } = commandTable;

/**
 * What the gateway pushes to this connection, as far as requests of the program have asked for it. A connection that
 * follows a lost one asks for the same again.
 */
export class Subscriptions {
  /** Data types of securities, in the order of their requests. */
  readonly #wishes = new Map<string, Wish>();
  /** Registrations beside the subscriptions that they are about. */
  readonly #registrations = new Map<string, Wish>();
  #accounts: Uint8Array | undefined;

  /** Remembers a request that the gateway has granted. */
  note(cmd: number, bytes: Uint8Array): void {
    if (cmd === TrdSubAccPush.cmd) this.#accounts = bytes;
    if (cmd === QotSub.cmd || cmd === QotSubEventContract.cmd) this.#noteSubscription(cmd, bodyOf(cmd, bytes));
    if (cmd === QotRegQotPush.cmd) this.#noteRegistration(bodyOf(cmd, bytes));
  }

  /** Forgets everything, as the gateway does for a program that begins anew. */
  clear(): void {
    this.#wishes.clear();
    this.#registrations.clear();
    this.#accounts = undefined;
  }

  /** Asks for the same again on another session. What the gateway refuses is logged. */
  async renew(session: Requester, telemetry: Telemetry): Promise<readonly never[]> {
    for (const { cmd, bytes, topics } of this.#requests()) {
      const name = findCommand(cmd)?.name ?? String(cmd);
      try {
        await session.request(
          protocolOf({ cmd, name, bytes, c2s: {} }, (body) => readReply(name, body)),
          undefined,
        );
      } catch (error) {
        // A session that is gone is followed by another one.
        if (!isOpendError(error, "GatewayError", "RateLimited")) throw error;
        const message = `${name} was refused after the connection was made again: ${error.message}`;
        telemetry.log({ level: "warn", event: "subscription-refused", message, topics, error });
      }
    }
    return [];
  }

  #noteSubscription(cmd: number, { securityList = [], subTypeList = [], ...rest }: Body): void {
    if (rest.isUnsubAll) {
      for (const [key, wish] of this.#wishes) if (wish.cmd === cmd) this.#forget(key);
      return;
    }
    for (const security of securityList) {
      for (const subType of subTypeList) {
        const key = keyOf(cmd, security, subType);
        const before = this.#wishes.get(key);
        if (!rest.isSubOrUnSub) this.#forget(key);
        // Without a word about pushes, the registration stays as it was.
        else if (rest.isRegOrUnRegPush === undefined && before) this.#wishes.set(key, { ...before, cmd });
        else {
          this.#forget(key);
          this.#wishes.set(key, { cmd, security, subType, rest });
        }
      }
    }
  }

  #noteRegistration({ securityList = [], subTypeList = [], ...rest }: Body): void {
    const { cmd } = QotRegQotPush;
    for (const security of securityList) {
      for (const subType of subTypeList) {
        this.#registrations.set(keyOf(QotSub.cmd, security, subType), { cmd, security, subType, rest });
      }
    }
  }

  #forget(key: string): void {
    this.#wishes.delete(key);
    this.#registrations.delete(key);
  }

  #requests(): { readonly cmd: number; readonly bytes: Uint8Array; readonly topics: readonly string[] }[] {
    const wishes = [...this.#wishes.values(), ...this.#registrations.values()];
    const requests = mergeWishes(wishes).map(({ cmd, securities, subTypes, rest }) => {
      const name = findCommand(cmd)?.name;
      const type = messageType(`${name}.Request`);
      const c2s = { ...rest, securityList: securities, subTypeList: subTypes };
      return { cmd, bytes: type.encode(type.create({ c2s })).finish(), topics: securities.map(({ code }) => code) };
    });
    return this.#accounts
      ? [...requests, { cmd: TrdSubAccPush.cmd, bytes: this.#accounts, topics: ["accounts"] }]
      : requests;
  }
}

interface MergedWish {
  readonly cmd: number;
  readonly rest: object;
  readonly securities: Security[];
  readonly subTypes: number[];
}

/** Makes few requests of many wishes: first those of one data type, then those of the same securities. */
function mergeWishes(wishes: readonly Wish[]): MergedWish[] {
  const bySubType = new Map<string, MergedWish>();
  for (const { cmd, security, subType, rest } of wishes) {
    const key = JSON.stringify([cmd, rest, subType]);
    const merged = bySubType.get(key) ?? { cmd, rest, securities: [], subTypes: [subType] };
    merged.securities.push(security);
    bySubType.set(key, merged);
  }
  const bySecurities = new Map<string, MergedWish>();
  for (const wish of bySubType.values()) {
    const key = JSON.stringify([wish.cmd, wish.rest, wish.securities]);
    const merged = bySecurities.get(key);
    if (merged) merged.subTypes.push(...wish.subTypes);
    else bySecurities.set(key, wish);
  }
  return [...bySecurities.values()];
}

function keyOf(cmd: number, { market, code }: Security, subType: number): string {
  return `${cmd}|${market}|${code}|${subType}`;
}

/** Reads the body from the bytes that were sent: the program may have changed its own object since. */
function bodyOf(cmd: number, bytes: Uint8Array): Body {
  const type = messageType(`${findCommand(cmd)?.name}.Request`);
  const { c2s } = type.toObject(type.decode(bytes));
  return c2s;
}
