import ftWebsocket from "futu-api";
import { Qot_Common } from "futu-api/proto";

const { port, key } = globalThis.opendOptions;
const websocket = new ftWebsocket();
websocket.onlogin = async (ret, msg) => {
  if (!ret) return console.log("login failed", msg);
  const security = { market: Qot_Common.QotMarket.QotMarket_HK_Security, code: "00700" };
  const { s2c } = await websocket.GetDailyShortVolume({ c2s: { security, num: 2 } });
  console.log(`${s2c.hkItemList.length} days, connection ${websocket.getConnID()}`);
  websocket.stop();
  document.title = "done";
};
websocket.start("127.0.0.1", port, false, key);
