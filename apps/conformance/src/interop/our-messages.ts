// The generated readers and writers of core, file by file.
import * as Common from "../../../../packages/core/src/gen/messages/Common.js";
import * as GetGlobalState from "../../../../packages/core/src/gen/messages/GetGlobalState.js";
import * as GetUserInfo from "../../../../packages/core/src/gen/messages/GetUserInfo.js";
import * as InitConnect from "../../../../packages/core/src/gen/messages/InitConnect.js";
import * as InitWebSocket from "../../../../packages/core/src/gen/messages/InitWebSocket.js";
import * as KeepAlive from "../../../../packages/core/src/gen/messages/KeepAlive.js";
import * as Notify from "../../../../packages/core/src/gen/messages/Notify.js";
import * as Qot_Common from "../../../../packages/core/src/gen/messages/Qot_Common.js";
import * as Qot_GetDailyShortVolume from "../../../../packages/core/src/gen/messages/Qot_GetDailyShortVolume.js";
import * as Qot_GetShortInterest from "../../../../packages/core/src/gen/messages/Qot_GetShortInterest.js";

/** Reads and writes one kind of message. */
export interface MessageFns {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Common,
  GetGlobalState,
  GetUserInfo,
  InitConnect,
  InitWebSocket,
  KeepAlive,
  Notify,
  Qot_Common,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
};

/** The schema files, without `.proto`. */
export const schemaFiles: readonly string[] = Object.keys(modules);

/** Our reader and writer for an official type such as `Qot_Common.Security`. */
export function ourMessage(file: string, typeName: string): MessageFns {
  const fns = modules[file]?.[typeName];
  if (!isMessageFns(fns)) throw new Error(`core has no message ${file}.${typeName}`);
  return fns;
}

function isMessageFns(value: unknown): value is MessageFns {
  return typeof value === "object" && value !== null && "encode" in value && "decode" in value;
}
