import ftWebsocket from "futu-api";
import { Common, Qot_Common } from "futu-api/proto";

function QotGetDailyShortVolume() {
  const { RetType } = Common;
  const { QotMarket } = Qot_Common;
  const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"];
  const websocket = new ftWebsocket();

  websocket.onlogin = (ret, msg) => {
    if (!ret) {
      console.log("login failed", msg);
      return;
    }
    const req = {
      c2s: {
        security: { market: QotMarket.QotMarket_HK_Security, code: "00700" },
        num: 2,
      },
    };
    websocket
      .GetDailyShortVolume(req)
      .then((res) => {
        const { errCode, retMsg, retType, s2c } = res;
        console.log("DailyShortVolume: errCode %d, retMsg %s, retType %d", errCode, retMsg, retType);
        if (retType === RetType.RetType_Succeed) console.log(JSON.stringify(s2c, null, 2));
        websocket.stop();
      })
      .catch((error) => console.log("error:", error));
  };

  websocket.start(addr, port, enable_ssl, key);
}

QotGetDailyShortVolume();
