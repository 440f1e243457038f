import { fromBinary } from "@bufbuild/protobuf";
import { ResponseSchema } from "../../src/gen/protobuf-es/Qot_GetDailyShortVolume_pb.js";
import { checkPage } from "../harness/check-page.js";
import { type RecordedPage, toBytes } from "../harness/pages.js";
import { readSettings, serveRounds } from "../harness/serve-rounds.js";

const { reply } = readSettings<RecordedPage>();
const bytes = toBytes(reply);

await serveRounds((times) => {
  let page = fromBinary(ResponseSchema, bytes).s2c;
  for (let n = 1; n < times; n++) page = fromBinary(ResponseSchema, bytes).s2c;
  return { check: checkPage(page?.hkItemList ?? [], page?.nextKey) };
});
