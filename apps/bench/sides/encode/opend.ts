import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { firstPage } from "../harness/pages.js";
import { serveRounds } from "../harness/serve-rounds.js";

await serveRounds((times) => {
  let bytes = Qot_GetDailyShortVolume.request.encode({ c2s: firstPage });
  for (let n = 1; n < times; n++) bytes = Qot_GetDailyShortVolume.request.encode({ c2s: firstPage });
  return { check: [...bytes] };
});
