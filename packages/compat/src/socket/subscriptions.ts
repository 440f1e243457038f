import { isOpendError } from "@opend/core";
import type { Requester, Telemetry } from "@opend/core/internal";
import { type Command, commandTable } from "../commands/command.js";
import { messageType } from "../root/message-type.js";
import { readBody } from "../root/read-body.js";
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
  readonly command: Command;
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
    // Read from the bytes: the program may have changed its own object since.
    if (cmd === TrdSubAccPush.cmd) this.#accounts = bytes;
    if (cmd === QotRegQotPush.cmd) this.#noteRegistration(readBody<Body>(QotRegQotPush.name, bytes));
    const command = [QotSub, QotSubEventContract].find((each) => each.cmd === cmd);
    if (command) this.#noteSubscription(command, readBody<Body>(command.name, bytes));
  }

  /** Forgets everything, as the gateway does for a program that begins anew. */
  clear(): void {
    this.#wishes.clear();
    this.#registrations.clear();
    this.#accounts = undefined;
  }

  /** Asks for the same again on another session. What the gateway refuses is logged. */
  async renew(session: Requester, telemetry: Telemetry): Promise<readonly never[]> {
    for (const { command, bytes, topics } of this.#requests()) {
      const { cmd, name } = command;
      try {
        await session.request(
          protocolOf({ cmd, name, bytes, c2s: {} }, (body) => readReply(name, body)),
          undefined,
        );
      } catch (error) {
        // A session that is gone is followed by another one.
        if (!isOpendError(error, "GatewayError")) throw error;
        const message = `${name} was refused after the connection was made again: ${error.message}`;
        telemetry.log({ level: "warn", event: "subscription-refused", message, topics, error });
      }
    }
    return [];
  }

  #noteSubscription(command: Command, { securityList = [], subTypeList = [], ...rest }: Body): void {
    if (rest.isUnsubAll) {
      for (const [key, wish] of this.#wishes) if (wish.command === command) this.#forget(key);
      return;
    }
    for (const security of securityList) {
      for (const subType of subTypeList) {
        const key = keyOf(command, security, subType);
        // Without a word about pushes, the registration stays as it was.
        if (rest.isSubOrUnSub && rest.isRegOrUnRegPush === undefined && this.#wishes.has(key)) continue;
        this.#forget(key);
        if (rest.isSubOrUnSub) this.#wishes.set(key, { command, security, subType, rest });
      }
    }
  }

  #noteRegistration({ securityList = [], subTypeList = [], ...rest }: Body): void {
    for (const security of securityList) {
      for (const subType of subTypeList) {
        this.#registrations.set(keyOf(QotSub, security, subType), { command: QotRegQotPush, security, subType, rest });
      }
    }
  }

  #forget(key: string): void {
    this.#wishes.delete(key);
    this.#registrations.delete(key);
  }

  #requests(): { readonly command: Command; readonly bytes: Uint8Array; readonly topics: readonly string[] }[] {
    const wishes = [...this.#wishes.values(), ...this.#registrations.values()];
    const requests = mergeWishes(wishes).map(({ command, securities, subTypes, rest }) => {
      const type = messageType(`${command.name}.Request`);
      const c2s = { ...rest, securityList: securities, subTypeList: subTypes };
      return { command, bytes: type.encode(type.create({ c2s })).finish(), topics: securities.map(({ code }) => code) };
    });
    return this.#accounts
      ? [...requests, { command: TrdSubAccPush, bytes: this.#accounts, topics: ["accounts"] }]
      : requests;
  }
}

interface MergedWish {
  readonly command: Command;
  readonly rest: object;
  readonly securities: Security[];
  readonly subTypes: number[];
}

/** Makes few requests of many wishes: first those of one data type, then those of the same securities. */
function mergeWishes(wishes: readonly Wish[]): MergedWish[] {
  const bySubType = new Map<string, MergedWish>();
  for (const { command, security, subType, rest } of wishes) {
    const key = JSON.stringify([command.cmd, rest, subType]);
    const merged = bySubType.get(key) ?? { command, rest, securities: [], subTypes: [subType] };
    merged.securities.push(security);
    bySubType.set(key, merged);
  }
  const bySecurities = new Map<string, MergedWish>();
  for (const wish of bySubType.values()) {
    const key = JSON.stringify([wish.command.cmd, wish.rest, wish.securities]);
    const merged = bySecurities.get(key);
    if (merged) merged.subTypes.push(...wish.subTypes);
    else bySecurities.set(key, wish);
  }
  return [...bySecurities.values()];
}

function keyOf({ cmd }: Command, { market, code }: Security, subType: number): string {
  return `${cmd}|${market}|${code}|${subType}`;
}
