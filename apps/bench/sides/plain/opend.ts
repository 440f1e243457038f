import { toPlain } from "@opend/core/plain";
import { Qot_GetDailyShortVolume } from "@opend/core/plain/Qot_GetDailyShortVolume";
import { Qot_GetSecuritySnapshot } from "@opend/core/plain/Qot_GetSecuritySnapshot";
import { checkRows, type RecordedReply, readReply } from "../harness/recorded-reply.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const settings = readSettings<RecordedReply>();
const { protocol } = settings;
const bytes = readReply(settings);
const zone = "Asia/Hong_Kong";
const empty = new Uint8Array();

await serveRounds((times) => {
  let check = turn();
  for (let n = 1; n < times; n++) check = turn();
  return { check: check() };
});

/** Turns the reply into plain values. Returns a function that summarizes them. */
function turn(): () => unknown {
  if (protocol === "Qot_GetDailyShortVolume") {
    const s2c = Qot_GetDailyShortVolume.response.decode(bytes).s2c ?? Qot_GetDailyShortVolume.s2c.decode(empty);
    const { hkItemList } = toPlain(Qot_GetDailyShortVolume, s2c, { zone });
    return () => checkRows(hkItemList, "closePrice");
  }
  const s2c = Qot_GetSecuritySnapshot.response.decode(bytes).s2c ?? Qot_GetSecuritySnapshot.s2c.decode(empty);
  const { snapshotList } = toPlain(Qot_GetSecuritySnapshot, s2c);
  return () => {
    const rows = snapshotList.map(({ basic }) => basic);
    return checkRows(rows, "curPrice");
  };
}
