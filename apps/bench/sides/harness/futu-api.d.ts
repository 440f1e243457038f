// The official client ships no types. These are the parts that the benchmarks use.

declare module "futu-api" {
  interface Response {
    readonly s2c: {
      readonly hkItemList: readonly Readonly<Record<string, unknown>>[];
      readonly tickerList: readonly {
        readonly sequence: unknown;
        readonly price: number;
        readonly volume: unknown;
        readonly timestamp?: number;
      }[];
      readonly snapshotList: readonly { readonly basic: object }[];
      readonly nextKey: string;
      toJSON(): Response["s2c"];
    };
  }

  class OfficialClient {
    constructor(options?: { readonly limiter: false });
    onlogin: ((isIn: boolean, detail: unknown) => void) | null;
    onPush: ((command: number, response: Response) => void) | null;
    start(ip: string, port: number, ssl: boolean, key: string): void;
    Sub(request: object): Promise<unknown>;
    RegQotPush(request: object): Promise<unknown>;
    _sendCmd(command: number, request: object, name: string): Promise<Response>;
  }

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default OfficialClient;
  export type { Response };
}

declare module "futu-api/base.js" {
  class OfficialSocket {
    packBuff(command: number, section: number, body: Uint8Array): ArrayBuffer;
    unpackBuff(bytes: ArrayBufferLike): { readonly cmd: number; readonly section: unknown; readonly buff: ArrayBuffer };
  }

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default OfficialSocket;
}

declare module "futu-api/proto.js" {
  import type { Response } from "futu-api";

  interface Type {
    create(message: object): object;
    encode(message: object): { finish(): Uint8Array };
    decode(bytes: Uint8Array): Response;
  }

  const root: { lookup(name: string): Type };
  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default root;
}
