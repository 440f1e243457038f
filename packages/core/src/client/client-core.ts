import type { SessionSupervisor } from "../reconnect/session-supervisor.js";

/** The core of a client. `openClientCore` opens one, and the constructor of `Client` takes it over. */
export class ClientCore {
  /** @internal */
  readonly supervisor: SessionSupervisor;

  /** @internal */
  constructor(supervisor: SessionSupervisor) {
    this.supervisor = supervisor;
  }
}
