import type { Schema } from "@bufbuild/protoplugin";
import { readProtocol } from "../contract/read-protocol.ts";
import { Kind } from "../gen/opend/options_pb.js";

/** Emits `contract/push-ids.ts`. Over TCP, only the id tells a push from a reply. */
export function generatePushIds(schema: Schema): void {
  const ids = schema.files.flatMap((file) => {
    const option = readProtocol(file);
    return option?.kind === Kind.PUSH ? [option.id] : [];
  });
  const f = schema.generateFile("contract/push-ids.ts");
  f.print("/** Ids of the protocols that the gateway sends on its own. */");
  f.print(`export const pushIds: ReadonlySet<number> = new Set([${ids.join(", ")}]);`);
}
