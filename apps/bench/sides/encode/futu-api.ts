import "futu-api";
import root from "futu-api/proto.js";
import { firstPage } from "../harness/pages.js";
import { serveRounds } from "../harness/serve-rounds.js";

await serveRounds((times) => {
  let bytes = encode();
  for (let n = 1; n < times; n++) bytes = encode();
  return { check: [...bytes] };
});

/** What the official client does with a request. */
function encode(): Uint8Array {
  const Request = root.lookup("Qot_GetDailyShortVolume.Request");
  return Request.encode(Request.create({ c2s: firstPage })).finish();
}
