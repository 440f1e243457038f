/** The accounts that each connection has subscribed to. It gets pushes of their orders and deals. */
export class AccountSubscriptions {
  readonly #byConnection = new Map<bigint, ReadonlySet<bigint>>();

  /** Replaces the list of accounts that a connection has subscribed to. */
  set(connectionId: bigint, accounts: readonly bigint[]): void {
    this.#byConnection.set(connectionId, new Set(accounts));
  }

  /** The connections that have subscribed to an account. */
  takersOf(account: bigint): readonly bigint[] {
    return [...this.#byConnection].flatMap(([id, accounts]) => (accounts.has(account) ? [id] : []));
  }

  /** Forgets a connection that has ended. */
  release(connectionId: bigint): void {
    this.#byConnection.delete(connectionId);
  }
}
