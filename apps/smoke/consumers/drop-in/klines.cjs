const ftWebsocket = require("futu-api").default;
const { Qot_Common } = require("futu-api/proto");

const { KLType, QotMarket, RehabType } = Qot_Common;
const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"];
const websocket = new ftWebsocket();

websocket.onlogin = async (ret, msg) => {
  if (!ret) return console.log("login failed", msg);
  const c2s = {
    rehabType: RehabType.RehabType_Forward,
    klType: KLType.KLType_Day,
    security: { market: QotMarket.QotMarket_HK_Security, code: "00700" },
    beginTime: "2026-04-01",
    endTime: "2026-05-08",
    maxAckKLNum: 10,
  };
  let lines = 0;
  let pages = 0;
  let nextReqKey;
  do {
    const { s2c } = await websocket.RequestHistoryKL({ c2s: { ...c2s, nextReqKey } });
    lines += s2c.klList.length;
    pages++;
    nextReqKey = s2c.nextReqKey;
  } while (nextReqKey && nextReqKey.length > 0);
  console.log("%d K-lines on %d pages", lines, pages);
  websocket.stop();
};

websocket.start(addr, port, enable_ssl, key);
