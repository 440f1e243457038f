import { create, toBinary } from "@bufbuild/protobuf";
import { RequestSchema } from "../../src/gen/protobuf-es/Qot_GetDailyShortVolume_pb.js";
import { firstPage } from "../harness/pages.js";
import { serveRounds } from "../harness/serve-rounds.js";

await serveRounds((times) => {
  let bytes = toBinary(RequestSchema, create(RequestSchema, { c2s: firstPage }));
  for (let n = 1; n < times; n++) bytes = toBinary(RequestSchema, create(RequestSchema, { c2s: firstPage }));
  return { check: [...bytes] };
});
