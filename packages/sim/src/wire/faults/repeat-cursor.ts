import type { RequestProtocol } from "@opend/core";
import { Qot_GetDailyShortVolume, Qot_GetShortInterest } from "@opend/core/protocols";
import { createFault, type Fault, type FaultLimits } from "./fault.js";

/**
 * Sends the same cursor again and again. The first page of a protocol on a connection stays unchanged, and every later
 * page gets the `nextKey` of the first one instead of its own. Rows stay unchanged. So does every reply that is not a
 * page of Qot_GetDailyShortVolume or Qot_GetShortInterest, or that has no `nextKey`.
 */
export function repeatCursor(limits: FaultLimits = {}): Fault {
  return createFault("repeatCursor", limits, () => {
    const rewriters = new Map([
      [Qot_GetDailyShortVolume.id, createRewriter(Qot_GetDailyShortVolume)],
      [Qot_GetShortInterest.id, createRewriter(Qot_GetShortInterest)],
    ]);
    return {
      onFrame(frame, next) {
        const rewrite = rewriters.get(frame.protocolId);
        next(rewrite ? { ...frame, body: rewrite(frame.body) } : frame);
      },
    };
  });
}

function createRewriter<S2C extends { nextKey?: string | undefined }>({
  response,
}: Pick<RequestProtocol<never, S2C>, "response">): (body: Uint8Array) => Uint8Array {
  let first: string | undefined;
  return (body) => {
    const { s2c, ...outcome } = response.decode(body);
    if (s2c?.nextKey === undefined) return body;
    first ??= s2c.nextKey;
    return response.encode({ ...outcome, s2c: { ...s2c, nextKey: first } });
  };
}
