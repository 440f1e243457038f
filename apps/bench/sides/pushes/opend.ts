import { connect } from "@opend/futu";
import { Qot_UpdateTicker } from "@opend/futu/protocols/Qot_UpdateTicker";
import { PushCounter, pushedCode, pushSettings } from "../harness/take-pushes.js";

const client = await connect({ url: pushSettings.url, limiter: false, env: {} });
const stream = client.pushes(Qot_UpdateTicker, { codes: [pushedCode], policy: "error", bufferSize: 100_000 });
await stream.open();
const counter = new PushCounter();
const taking = (async () => {
  for await (const { tickerList } of stream) counter.add(tickerList);
})();
taking.catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
await counter.serve();
