import { connect, paginate } from "@opend/futu";
import { Qot_GetDailyShortVolume } from "@opend/futu/protocols/Qot_GetDailyShortVolume";
import { firstPage } from "../harness/pages.js";
import { serveWalks, walkSettings } from "../harness/walk-pages.js";

const { url, rsaKey, cipher } = walkSettings;
const client = await connect({ url, rsaKey, cipher, limiter: false, env: {} });
const { security, num: pageSize } = firstPage;

await serveWalks(async function* () {
  for await (const { s2c } of paginate(client, Qot_GetDailyShortVolume, { security }, { pageSize }).pages()) {
    yield { rows: s2c.hkItemList, nextKey: s2c.nextKey };
  }
});
