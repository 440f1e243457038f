import { ApiWebsocket, commandTable } from "@opend/compat";

export type {
  LoginCallback,
  Long,
  Message,
  Packet,
  PushCallback,
  ReplyOf,
  RequestOf,
  SocketOptions,
} from "@opend/compat";

/** Every command, by the name that the official package gives it: `ftCmdID.QotGetKL.cmd` is 3006. */
export const ftCmdID: typeof commandTable = commandTable;

/**
 * A connection to OpenD with a method for each protocol, as `futu-api` has it: `new ftWebsocket()`, `onlogin`, `start`. Methods
 * take `{ c2s }` and resolve with the whole reply. They reject with the whole reply when its `retType` is not 0, and with
 * a text when there is none: `error websock not ready`, `timeout`, `close`.
 */
export default class ftWebsocket extends ApiWebsocket {}
