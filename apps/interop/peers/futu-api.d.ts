// The official client ships no types. These are the parts that the suites use.

declare module "futu-api" {
  interface Field {
    readonly name: string;
  }

  /** A protobufjs message. Absent fields are not own properties. */
  interface OfficialMessage {
    readonly $type: { readonly fieldsArray: readonly Field[] };
    readonly [field: string]: unknown;
  }

  class OfficialClient {
    onlogin: ((isIn: boolean, detail: unknown) => void) | null;
    start(ip: string, port: number, ssl: boolean, key: string): void;
    stop(): void;
    onPush: ((command: number, response: { readonly s2c: OfficialMessage }) => void) | null;
    Sub(request: object): Promise<unknown>;
    RegQotPush(request: object): Promise<unknown>;
    _sendCmd(command: number, request: object, name: string): Promise<{ readonly s2c: OfficialMessage }>;
  }

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default OfficialClient;
  export type { OfficialMessage };
}

declare module "futu-api/proto.js";
