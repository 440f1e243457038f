import type { Codec } from "@opend/core";
import * as protocols from "@opend/futu/protocols";
import { messageArbitrary } from "@opend/test-kit/official/message-arbitrary";
import { officialTypes } from "@opend/test-kit/official/official-root";
import { encodeOfficially } from "@opend/test-kit/official/plain-message";
import fc from "fast-check";

/** A packet of a protocol: its codec and valid examples. */
export interface PacketKind {
  readonly name: string;
  readonly protocolId: number;
  readonly codec: Pick<Codec<object>, "decode"> & { encode(message: never): Uint8Array };
  readonly examples: readonly Uint8Array[];
}

const examplesPerKind = 12;
const { GetGlobalState, GetUserInfo, InitConnect, InitWebSocket, KeepAlive, Notify } = protocols;
const { Qot_GetDailyShortVolume, Qot_GetShortInterest } = protocols;
const asked = [
  GetGlobalState,
  GetUserInfo,
  InitConnect,
  InitWebSocket,
  KeepAlive,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
];

/** Every packet of every protocol. */
export const packetKinds: readonly PacketKind[] = [
  ...asked.flatMap(({ name, id, request, response }) => [
    kindOf(name, "Request", id, request),
    kindOf(name, "Response", id, response),
  ]),
  kindOf(Notify.name, "Response", Notify.id, Notify.push),
];

function kindOf(file: string, typeName: string, protocolId: number, codec: PacketKind["codec"]): PacketKind {
  const type = officialTypes(file).find(({ name }) => name === typeName);
  if (type === undefined) throw new Error(`${file}.${typeName} does not exist`);
  const messages = fc.sample(messageArbitrary(type), { numRuns: examplesPerKind, seed: 1 });
  const examples = messages.map((message) => encodeOfficially(type, message));
  return { name: `${file}.${typeName}`, protocolId, codec, examples };
}
