import "../harness/protobufjs-with-long.js";
import { Qot_GetDailyShortVolume } from "../../src/gen/protobufjs/messages.js";
import { firstPage } from "../harness/pages.js";
import { serveRounds } from "../harness/serve-rounds.js";

await serveRounds((times) => {
  let bytes = Qot_GetDailyShortVolume.Request.encode({ c2s: firstPage }).finish();
  for (let n = 1; n < times; n++) bytes = Qot_GetDailyShortVolume.Request.encode({ c2s: firstPage }).finish();
  return { check: [...bytes] };
});
