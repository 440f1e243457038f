import { BaseWebsocket } from "@opend/compat";

/** The socket below the class that programs use: it logs in, sends bytes and receives packets. */
export default class mmWebsocketBase extends BaseWebsocket {}
