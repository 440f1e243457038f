import { connectOfficial, type OfficialModule } from "../harness/connect-official.js";
import { readSettings } from "../harness/serve-rounds.js";
import { PushCounter, pushSettings } from "../harness/take-pushes.js";

const tickerType = 4;
const { module } = readSettings<{ readonly module?: OfficialModule }>();
const client = await connectOfficial(pushSettings.url, module);
const counter = new PushCounter();
client.onPush = (_, { s2c }) => counter.add(s2c.tickerList);
const topics = { securityList: [{ market: 1, code: "00700" }], subTypeList: [tickerType] };
await client.Sub({ c2s: { ...topics, isSubOrUnSub: true } });
await client.RegQotPush({ c2s: { ...topics, isRegOrUnReg: true } });
await counter.serve();
