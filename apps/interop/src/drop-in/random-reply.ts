import { ftCmdID } from "@opend/futu-api";
import { messageArbitrary } from "@opend/test-kit/official/message-arbitrary";
import { officialRoot } from "@opend/test-kit/official/official-root";
import { encodeOfficially } from "@opend/test-kit/official/plain-message";
import fc from "fast-check";

const commands = Object.values(ftCmdID);

/** A random reply, or push, of a protocol, in bytes: the same one for the same seed. Every other one is a success. */
export function randomReply(cmd: number, seed: number): Uint8Array {
  const name = commands.find((command) => command.cmd === cmd)?.name;
  const type = officialRoot.lookupType(`${name}.Response`);
  const [message] = fc.sample(messageArbitrary(type), { numRuns: 1, seed: cmd * 1000 + seed });
  return encodeOfficially(type, seed % 2 === 0 ? { ...message, retType: 0 } : { ...message });
}
