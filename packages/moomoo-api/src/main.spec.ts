import { startGateway } from "@opend/sim";
import { expect, it } from "vitest";
import mmWebsocketBase from "./base.js";
import mmWebsocket, { mmCmdID } from "./main.js";
import root, { Common, Qot_Common } from "./proto.js";

it("has the names of moomoo-api", () => {
  expect([mmWebsocket.name, mmWebsocketBase.name]).toEqual(["mmWebsocket", "mmWebsocketBase"]);
  expect(mmCmdID.QotGetKL).toMatchObject({ cmd: 3006, name: "Qot_GetKL" });
  expect(mmWebsocket.findCmdObj(3011)).toBe(mmCmdID.QotUpdateTicker);
  expect(mmWebsocket.findCmdObj(9)).toBeNull();
  expect(Qot_Common.QotMarket.QotMarket_HK_Security).toBe(1);
  expect(root.lookup("Qot_GetKL.Request")).not.toBeNull();
});

it("gets replies and refusals of a gateway", async () => {
  await using gateway = await startGateway({ brand: "moomoo", tcpPort: false });
  const websocket = new mmWebsocket();
  await new Promise((resolve) => {
    websocket.onlogin = resolve;
    websocket.start("127.0.0.1", Number(new URL(gateway.wsUrl ?? "").port), false);
  });
  const security = { market: 1, code: "00700" };
  const { retType, s2c } = await websocket.GetDailyShortVolume({ c2s: { security, num: 2 } });
  expect([retType, s2c.hkItemList.length]).toEqual([Common.RetType.RetType_Succeed, 2]);
  const refused = websocket.GetBasicQot({ c2s: { securityList: [security] } });
  await expect(refused).rejects.toMatchObject({ retType: Common.RetType.RetType_Failed });
  websocket.stop();
  await expect.poll(() => gateway.connections).toBe(0);
});
