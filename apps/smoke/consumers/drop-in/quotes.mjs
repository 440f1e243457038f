import ftWebsocket, { ftCmdID } from "futu-api";
import { Common, Qot_Common } from "futu-api/proto";

const { RetType } = Common;
const { QotMarket, SubType } = Qot_Common;
const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"];
const securityList = [
  { market: QotMarket.QotMarket_HK_Security, code: "00700" },
  { market: QotMarket.QotMarket_US_Security, code: "AAPL" },
];
const websocket = new ftWebsocket();
let pushes = 0;

websocket.onlogin = async (ret, msg) => {
  if (!ret) return console.log("login failed", msg);
  try {
    const subTypeList = [SubType.SubType_Basic, SubType.SubType_Ticker];
    await websocket.Sub({ c2s: { securityList, subTypeList, isSubOrUnSub: true, isRegOrUnRegPush: true } });
    const { retType, s2c } = await websocket.GetBasicQot({ c2s: { securityList } });
    if (retType !== RetType.RetType_Succeed) return;
    for (const { security, curPrice, volume } of s2c.basicQotList) {
      console.log("%s %d, volume %s", security.code, curPrice, volume.toString());
    }
  } catch (error) {
    console.log("error:", error);
  }
};

websocket.onPush = (cmd, res) => {
  const { retType, s2c } = res;
  if (retType !== RetType.RetType_Succeed || cmd !== ftCmdID.QotUpdateTicker.cmd) return;
  const [{ sequence, price }] = s2c.tickerList;
  console.log("ticker of %s: sequence %s at %d", s2c.security.code, sequence.toString(), price);
  pushes++;
  if (pushes === 4) websocket.stop();
};

websocket.start(addr, port, enable_ssl, key);
