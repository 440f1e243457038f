/** The accounts whose orders and deals each connection is pushed. */
export class AccountSubscriptions {
  readonly #byConnection = new Map<bigint, ReadonlySet<bigint>>();

  /** Says which accounts a connection wants from now on: all of them, each time. */
  set(connectionId: bigint, accounts: readonly bigint[]): void {
    this.#byConnection.set(connectionId, new Set(accounts));
  }

  /** The connections that are pushed what happens in an account. */
  takersOf(account: bigint): readonly bigint[] {
    return [...this.#byConnection].flatMap(([id, accounts]) => (accounts.has(account) ? [id] : []));
  }

  /** A connection is gone. */
  release(connectionId: bigint): void {
    this.#byConnection.delete(connectionId);
  }
}
