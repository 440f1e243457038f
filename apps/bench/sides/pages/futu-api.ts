import { connectOfficial, type OfficialModule } from "../harness/connect-official.js";
import { firstPage } from "../harness/pages.js";
import { readSettings } from "../harness/serve-rounds.js";
import { serveWalks, walkSettings } from "../harness/walk-pages.js";

const { module } = readSettings<{ readonly module?: OfficialModule }>();
const client = await connectOfficial(walkSettings.url, module);

// The official client has no method for this protocol. Its other methods do exactly this.
await serveWalks(async function* () {
  let nextKey: string | undefined;
  do {
    const c2s = { ...firstPage, ...(nextKey === undefined ? {} : { nextKey }) };
    const { s2c } = await client._sendCmd(3248, { c2s }, "Qot_GetDailyShortVolume");
    yield { rows: s2c.hkItemList, nextKey: s2c.nextKey };
    nextKey = s2c.nextKey;
  } while (nextKey !== "-1");
});
