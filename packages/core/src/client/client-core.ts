import type { SessionSupervisor } from "../reconnect/session-supervisor.js";

/** What a client is made of. `openClientCore` opens one, and the constructor of `Client` takes it over. */
export class ClientCore {
  /** @internal */
  readonly supervisor: SessionSupervisor;

  /** @internal */
  constructor(supervisor: SessionSupervisor) {
    this.supervisor = supervisor;
  }
}
