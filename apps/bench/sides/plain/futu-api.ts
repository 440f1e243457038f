import "futu-api";
import root from "futu-api/proto.js";
import { util } from "../harness/official.js";
import { toBytes } from "../harness/pages.js";
import { checkRows, type RecordedReply } from "../harness/recorded-reply.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { protocol, reply, toJson } = readSettings<RecordedReply & { readonly toJson: boolean }>();
const { buffer } = toBytes(reply);

await serveRounds((times) => {
  let s2c = decode();
  for (let n = 1; n < times; n++) s2c = decode();
  return { check: check(s2c) };
});

/** What the official client does with the body of a reply, and what it offers to make plain values of it. */
function decode() {
  const { s2c } = root.lookup(`${protocol}.Response`).decode(util.newBuffer(buffer));
  return toJson ? s2c.toJSON() : s2c;
}

function check(s2c: ReturnType<typeof decode>): unknown {
  if (protocol === "Qot_GetDailyShortVolume") return checkRows(s2c.hkItemList, "closePrice");
  return checkRows(
    s2c.snapshotList.map(({ basic }) => basic),
    "curPrice",
  );
}
