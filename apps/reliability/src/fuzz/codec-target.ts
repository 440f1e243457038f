import { isDeepStrictEqual } from "node:util";
import { createRandom } from "@opend/test-kit/random";
import { packetKinds } from "./bodies.js";
import { documentedCode, type FuzzTarget } from "./fuzz-target.js";
import { mutate } from "./mutate.js";

/** Every codec of every packet. Each must encode what it decoded, and decode that to the same value. */
export const messageCodecs: FuzzTarget = {
  name: "message codecs",
  generate(random, salt) {
    const { examples } = random.below(10) === 0 ? random.pick(packetKinds) : createRandom(salt).pick(packetKinds);
    return mutate(random.pick(examples), random);
  },
  run({ bytes, salt }) {
    const { codec } = createRandom(salt).pick(packetKinds);
    let message: object;
    try {
      message = codec.decode(bytes);
    } catch (error) {
      const code = documentedCode(error);
      if (code !== "MalformedMessage") throw new Error(`${code} from a decoder`, { cause: error });
      return;
    }
    // A codec encodes the type that it decodes. The type of the list of codecs cannot express that.
    const again = codec.decode(codec.encode(message as never));
    if (!isDeepStrictEqual(again, message)) throw new Error("a message changed when it was written and read");
  },
};
