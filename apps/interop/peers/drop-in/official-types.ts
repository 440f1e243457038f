// The parts of the official packages that the program uses. They ship no types.

/** The settings of this program. */
export interface ProgramSettings {
  /** The module of the class, such as `futu-api/main.js`. */
  readonly api: string;
  /** The module of the messages. */
  readonly proto: string;
  readonly scenario: string;
  readonly port: number;
  readonly key?: string;
  /** A file with calls, as JSON. */
  readonly callsFile?: string;
  /** How many pushes to wait for. */
  readonly pushes?: number;
  /** A second gateway. */
  readonly otherPort?: number;
}

/** What the program saw: a name, and a value as plain data. */
export type Observation = readonly [name: string, value: unknown];

/** A call of a method. 64-bit integers are texts, and bytes are `{ $bytes }` in hex. */
export interface Call {
  readonly method: string;
  readonly request: unknown;
}

/** The socket below the class. */
export interface Base {
  timeout: number;
  onlogin: unknown;
  onclose: unknown;
  onerror: unknown;
  readonly state: { readonly login: boolean; readonly closing: boolean };
  close(): void;
  isReadyConnect(): boolean;
  sendBuff(cmd: number, buff?: Uint8Array, timeout?: number): Promise<unknown>;
  regPushCallback(key: unknown, listener: (packet: unknown) => void): void;
  unregPushCallback(key: unknown): void;
}

/** The class. */
export interface Api {
  onlogin: ((isIn: boolean, detail: unknown) => void) | null;
  onPush: ((cmd: number, message: unknown) => void) | null;
  websock: Base | null;
  start(ip: string, port: number, ssl: boolean, key?: string | null): void;
  stop(): void;
  getConnID(): unknown;
  _sendCmd(cmd: unknown, request: unknown, name: unknown): Promise<unknown>;
}

/** The root of all messages. */
export interface Root {
  lookup(
    name: string,
  ): { readonly parent: unknown; create(of: object): object; encode(of: object): { finish(): Uint8Array } } | null;
  toJSON(): object;
  readonly [name: string]: unknown;
}
