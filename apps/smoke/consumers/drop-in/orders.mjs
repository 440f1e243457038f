import ftWebsocket, { ftCmdID } from "futu-api";
import { Common, Trd_Common } from "futu-api/proto";

const { RetType } = Common;
const { ModifyOrderOp, OrderType, TrdEnv, TrdMarket, TrdSecMarket, TrdSide } = Trd_Common;
const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"];
const websocket = new ftWebsocket();

function packetID() {
  return { connID: websocket.getConnID(), serialNo: Math.floor(Math.random() * 2 ** 31) };
}

websocket.onPush = (cmd, res) => {
  if (cmd !== ftCmdID.TrdUpdateOrder.cmd) return;
  const { orderStatus, code, qty } = res.s2c.order;
  console.log("order of %d %s: status %d", qty, code, orderStatus);
};

websocket.onlogin = async (ret, msg) => {
  if (!ret) return console.log("login failed", msg);
  try {
    const { s2c } = await websocket.GetAccList({ c2s: { userID: 0 } });
    const account = s2c.accList.find(
      (acc) => acc.trdEnv === TrdEnv.TrdEnv_Simulate && acc.trdMarketAuthList.includes(TrdMarket.TrdMarket_HK),
    );
    const header = { trdEnv: account.trdEnv, accID: account.accID, trdMarket: TrdMarket.TrdMarket_HK };
    await websocket.SubAccPush({ c2s: { accIDList: [account.accID] } });
    const placed = await websocket.PlaceOrder({
      c2s: {
        packetID: packetID(),
        header,
        trdSide: TrdSide.TrdSide_Buy,
        orderType: OrderType.OrderType_Normal,
        code: "00700",
        qty: 100,
        price: 300,
        secMarket: TrdSecMarket.TrdSecMarket_HK,
      },
    });
    const { orderID } = placed.s2c;
    const orders = await websocket.GetOrderList({ c2s: { header } });
    const isThere = orders.s2c.orderList.some((order) => order.orderID.equals(orderID));
    console.log("placed: retType %d, in the list: %s", placed.retType, isThere);
    const modifyOrderOp = ModifyOrderOp.ModifyOrderOp_Cancel;
    const canceled = await websocket.ModifyOrder({ c2s: { packetID: packetID(), header, orderID, modifyOrderOp } });
    console.log("canceled: %s", canceled.retType === RetType.RetType_Succeed);
  } catch (error) {
    console.log("error:", error);
  }
  setTimeout(() => websocket.stop(), 300);
};

websocket.start(addr, port, enable_ssl, key);
