import type { PushProtocol } from "@opend/core";
import {
  Qot_Common,
  Qot_UpdateBasicQot,
  Qot_UpdateBroker,
  Qot_UpdateEventContractKline,
  Qot_UpdateEventContractOrderBook,
  Qot_UpdateEventContractTicker,
  Qot_UpdateKL,
  Qot_UpdateOrderBook,
  Qot_UpdateRT,
  Qot_UpdateTicker,
} from "@opend/core/protocols";
import { brokerQueueOf } from "./broker-queue.js";
import { contractBookOf, contractKlineOf, contractTickerOf } from "./contract-contents.js";
import { LiveContract } from "./live-contract.js";
import type { LiveSecurity } from "./live-security.js";
import { basicQuoteOf, klineOf, orderBookOf, tickerOf, timeShareOf } from "./push-contents.js";
import { klTypeOf } from "./sub-types.js";

const { SubType } = Qot_Common;

/** A push, ready to be sent. */
export interface PushPacket {
  readonly protocolId: number;
  readonly body: Uint8Array;
}

/**
 * The push for the subscribers of a data type. Undefined if the data type does not exist.
 *
 * @param variant for K-lines: the price adjustment of a security, or the source of an event contract
 */
export function pushFor(
  live: LiveSecurity | LiveContract,
  subType: number,
  variant: number,
  isFirstPush: boolean,
): PushPacket | undefined {
  return live instanceof LiveContract
    ? contractPushFor(live, subType, variant)
    : quotePushFor(live, subType, variant, isFirstPush);
}

function quotePushFor(
  live: LiveSecurity,
  subType: number,
  rehabType: number,
  isFirstPush: boolean,
): PushPacket | undefined {
  switch (subType) {
    case SubType.Basic:
      return packet(Qot_UpdateBasicQot, basicQuoteOf(live));
    case SubType.Ticker:
      return packet(Qot_UpdateTicker, tickerOf(live, isFirstPush));
    case SubType.OrderBook:
      return packet(Qot_UpdateOrderBook, orderBookOf(live));
    case SubType.OrderBook_Odd:
      return packet(Qot_UpdateOrderBook, orderBookOf(live, Qot_Common.OrderBookType.Odd));
    case SubType.RT:
      return packet(Qot_UpdateRT, timeShareOf(live));
    case SubType.Broker:
      return packet(Qot_UpdateBroker, brokerQueueOf(live));
    default: {
      const klType = klTypeOf(subType);
      return klType === undefined ? undefined : packet(Qot_UpdateKL, klineOf(live, klType, rehabType));
    }
  }
}

function contractPushFor(live: LiveContract, subType: number, klineSource: number): PushPacket | undefined {
  if (subType === SubType.OrderBook) return packet(Qot_UpdateEventContractOrderBook, contractBookOf(live));
  if (subType === SubType.Ticker) return packet(Qot_UpdateEventContractTicker, contractTickerOf(live));
  const klType = klTypeOf(subType);
  if (klType === undefined) return undefined;
  return packet(Qot_UpdateEventContractKline, contractKlineOf(live, klType, klineSource));
}

function packet<S2C>(protocol: PushProtocol<S2C>, s2c: S2C): PushPacket {
  return { protocolId: protocol.id, body: protocol.push.encode({ retType: 0, s2c }) };
}
