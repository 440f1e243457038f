import Long from "long";
import protobuf from "protobufjs/light.js";
import { descriptor } from "../gen/definitions/descriptor.js";

// Without this, protobufjs would round 64-bit integers.
protobuf.util.Long = Long;
protobuf.configure();

/**
 * The definitions of the contract. A root of our own: the official packages share the default root of protobufjs, which
 * is why they cannot be loaded together.
 */
export const root = protobuf.Root.fromJSON(JSON.parse(descriptor));
