import { isOpendError } from "../errors.js";
import type { Requester, SubscribeAccounts } from "../protocol/push-protocol.js";
import type { FailedAccount } from "./failed-topic.js";

/**
 * The accounts whose pushes a client wants, whatever connection it has. The gateway is told all of them each time, so
 * changes are made one after the other, and one that is refused leaves the others as they are.
 */
export class AccountBook {
  readonly #session: () => Requester;
  readonly #subscribe: SubscribeAccounts;
  /** In the order in which they were wanted first, with the number of those who want them. */
  readonly #users = new Map<bigint, number>();
  /** Those that the gateway has taken. */
  #taken: readonly bigint[] = [];
  #lastChange: Promise<unknown> = Promise.resolve();

  /** @param session gives the current session, or throws while there is none */
  constructor(session: () => Requester, subscribe: SubscribeAccounts) {
    this.#session = session;
    this.#subscribe = subscribe;
  }

  /** Adds a user to accounts. Resolves when all of them are subscribed. @throws what the gateway answers; nobody is added then */
  async join(accounts: readonly bigint[]): Promise<void> {
    await this.#change(async () => {
      const fresh = accounts.filter((account) => !this.#taken.includes(account));
      if (fresh.length > 0) await this.#tell(this.#session(), [...this.#taken, ...fresh]);
      for (const account of accounts) this.#users.set(account, (this.#users.get(account) ?? 0) + 1);
    });
  }

  /** Takes a user off accounts. Those without any are left out from now on. */
  leave(accounts: readonly bigint[]): void {
    for (const account of accounts) {
      const users = (this.#users.get(account) ?? 0) - 1;
      if (users > 0) this.#users.set(account, users);
      else this.#users.delete(account);
    }
    this.#change(async () => {
      const kept = this.#taken.filter((account) => this.#users.has(account));
      if (kept.length < this.#taken.length) await this.#tell(this.#session(), kept);
      // Where the connection has gone, so has the subscription.
    }).catch(() => {});
  }

  /** Subscribes all of them again on a new connection, in order. Gives those that the gateway refused. */
  async resume(session: Requester): Promise<readonly FailedAccount[]> {
    this.#taken = [];
    const failed: FailedAccount[] = [];
    for (const account of [...this.#users.keys()]) {
      try {
        await this.#tell(session, [...this.#taken, account]);
      } catch (error) {
        if (!isOpendError(error, "GatewayError")) throw error;
        failed.push({ account, error });
      }
    }
    return failed;
  }

  /** Forgets everything, at the end of the client. */
  clear(): void {
    this.#users.clear();
    this.#taken = [];
  }

  async #tell(session: Requester, accounts: readonly bigint[]): Promise<void> {
    await this.#subscribe(session, accounts);
    this.#taken = accounts;
  }

  #change(change: () => Promise<void>): Promise<void> {
    const changed = this.#lastChange.then(change);
    this.#lastChange = changed.catch(() => {});
    return changed;
  }
}
