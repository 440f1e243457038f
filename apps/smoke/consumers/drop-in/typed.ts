import ftWebsocket, { ftCmdID, type ReplyOf } from "futu-api";
import { Qot_Common } from "futu-api/proto";

const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"] as const;
const websocket: ftWebsocket = new ftWebsocket({ limiter: false });

function print({ s2c }: ReplyOf<"Qot_GetSecuritySnapshot">): void {
  for (const { basic, optionExData } of s2c.snapshotList) {
    console.log("typed: %d, volume %s", basic.curPrice, basic.volume.toString());
    if (optionExData !== null) console.log(optionExData.contractSize);
  }
}

websocket.onlogin = async (ret: boolean, msg: unknown) => {
  if (!ret) return console.log("login failed", msg);
  const securityList = [{ market: Qot_Common.QotMarket.QotMarket_HK_Security, code: "00700" }];
  print(await websocket.GetSecuritySnapshot({ c2s: { securityList } }));
  const reason: unknown = await websocket
    .GetKL({
      c2s: { rehabType: 1, klType: 2, security: { market: 1, code: "00700" }, reqNum: 1 },
    })
    .catch((error: unknown) => error);
  console.log(typeof reason);
  websocket.stop();
};

websocket.onPush = (cmd, res) => {
  if (cmd === ftCmdID.QotUpdateTicker.cmd) console.log(res.s2c.tickerList.map(({ sequence }) => sequence.toString()));
};

websocket.start(addr, port, enable_ssl, key);
