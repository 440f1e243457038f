import { createRequire } from "node:module";

interface ProtobufUtil {
  newBuffer(bytes: ArrayBufferLike | Uint8Array | number): Uint8Array;
}

/** The helpers of the official client's own copy of protobufjs, which is not the copy of this project. */
export const { util }: { readonly util: ProtobufUtil } = createRequire(
  createRequire(import.meta.url).resolve("futu-api/proto.js"),
)("protobufjs");
