import type { PassThrough } from "node:stream";
import {
  Trd_Common,
  Trd_GetAccList,
  Trd_GetOrderList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
  Trd_UnlockTrade,
} from "@opend/core/protocols";
import { type GatewayOptions, handle, refuse, startGateway } from "@opend/sim";
import { onTestFinished } from "vitest";
import { type RunOptions, runOpend } from "../../testing/run-opend.js";

const { OrderStatus, OrderType, TrdEnv, TrdMarket, TrdSide } = Trd_Common;

/** A paper account for HK stocks. */
export const paper = {
  trdEnv: TrdEnv.Simulate,
  accID: 11n,
  trdMarketAuthList: [TrdMarket.HK],
  accType: 1,
  simAccType: 1,
};
/** A universal account with real money. */
export const real = {
  trdEnv: TrdEnv.Real,
  accID: 21n,
  trdMarketAuthList: [TrdMarket.HK, TrdMarket.US, TrdMarket.HKCC],
  accType: 2,
  securityFirm: 1,
};

/** An order of 100 HK.00700 at 300 that is open. */
export function orderOf(orderID: bigint, fields: Partial<Trd_Common.Order> = {}): Trd_Common.Order {
  return {
    trdSide: TrdSide.Buy,
    orderType: OrderType.Normal,
    orderStatus: OrderStatus.Submitted,
    orderID,
    orderIDEx: `ex${orderID}`,
    code: "00700",
    name: "Sample",
    qty: 100,
    price: 300,
    secMarket: 1,
    trdMarket: TrdMarket.HK,
    createTime: "2026-06-01 10:00:00",
    updateTime: "2026-06-01 10:00:00",
    comboLegs: [],
    ...fields,
  };
}

/** What a gateway has, and what is wrong with it. */
export interface BrokerOptions extends Omit<Partial<GatewayOptions>, "accounts"> {
  readonly accounts?: readonly Partial<Trd_Common.TrdAcc>[];
  /** The orders of each account. */
  readonly orders?: ReadonlyMap<bigint, Trd_Common.Order[]>;
  /** Called before an order is modified or canceled. May change it, or refuse. */
  readonly onModify?: (order: Trd_Common.Order) => void;
}

/** A gateway that notes what trading commands it gets, and how to run a command at it. */
export async function startBroker({
  accounts = [paper, real],
  orders = new Map(),
  onModify,
  ...options
}: BrokerOptions) {
  const sent: object[] = [];
  let unlocks = 0;
  const note = ({ accID, trdMarket }: Trd_Common.TrdHeader, request: object) => {
    const fields = Object.entries(request).filter(([name]) => name !== "packetID");
    sent.push({ accID, trdMarket, ...Object.fromEntries(fields) });
  };
  const handlers = [
    handle(Trd_GetAccList, () => ({ accList: accounts.map((each) => ({ ...paper, jpAccType: [], ...each })) })),
    handle(Trd_UnlockTrade, () => {
      unlocks++;
      return {};
    }),
    handle(Trd_GetOrderList, ({ header, filterConditions }) => {
      const market = filterConditions?.filterMarket;
      const its = orders.get(header.accID) ?? [];
      return { header, orderList: its.filter(({ trdMarket }) => market === undefined || trdMarket === market) };
    }),
    handle(Trd_PlaceOrder, ({ header, ...order }) => {
      note(header, order);
      return { header, orderID: 7_290_000_000_000_000_001n, orderIDEx: "ex" };
    }),
    handle(Trd_ModifyOrder, ({ header, ...change }) => {
      note(header, change);
      const order = orders.get(header.accID)?.find(({ orderID }) => orderID === change.orderID);
      if (order === undefined) refuse(`there is no order ${change.orderID}`);
      onModify?.(order);
      return { header, orderID: order.orderID, orderIDEx: order.orderIDEx };
    }),
  ];
  const gateway = await startGateway({ brand: "futu", handlers, ...options });
  onTestFinished(() => gateway.close());
  const at = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
  const opend = (args: readonly string[], run: RunOptions = {}) => runOpend([...at, ...args], run);
  return { gateway, sent, opend, unlockCount: () => unlocks };
}

/** Types at a terminal when the command asks. */
export function typing(keyboard: PassThrough, text: string): RunOptions {
  let isAsked = false;
  const onStderr = (said: string) => {
    if (isAsked || !said.includes("Type real")) return;
    isAsked = true;
    setImmediate(() => keyboard.write(text));
  };
  return { keyboard, onStderr, columns: 160 };
}
