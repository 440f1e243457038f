import { toPlain } from "@opend/core/plain";
import { Qot_GetDailyShortVolume } from "@opend/core/plain/Qot_GetDailyShortVolume";
import { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import { toBytes } from "../harness/pages.js";
import { checkRows, type RecordedReply } from "../harness/recorded-reply.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { protocol, reply } = readSettings<RecordedReply>();
const bytes = toBytes(reply);
const zone = "Asia/Hong_Kong";
const empty = new Uint8Array();

await serveRounds((times) => {
  let check: unknown;
  for (let n = 0; n < times; n++) check = protocol === "Qot_GetDailyShortVolume" ? page() : snapshots();
  return { check };
});

function page(): unknown {
  const s2c = Qot_GetDailyShortVolume.response.decode(bytes).s2c ?? Qot_GetDailyShortVolume.s2c.decode(empty);
  const { hkItemList } = toPlain(Qot_GetDailyShortVolume, s2c, { zone });
  return checkRows(hkItemList, "closePrice");
}

function snapshots(): unknown {
  const s2c = Qot_GetSecuritySnapshot.response.decode(bytes).s2c ?? Qot_GetSecuritySnapshot.s2c.decode(empty);
  const { snapshotList } = toPlain(Qot_GetSecuritySnapshot, s2c);
  return checkRows(
    snapshotList.map(({ basic }) => basic),
    "curPrice",
  );
}
