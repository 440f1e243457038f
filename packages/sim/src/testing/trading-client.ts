import type { PushProtocol, Reply, RequestProtocol } from "@opend/core";
import { InitConnect, InitWebSocket, type Trd_Common, Trd_GetAccList } from "@opend/core/protocols";
import { onTestFinished } from "vitest";
import type { Gateway } from "../gateway/gateway.js";
import { bodyOf, initConnect, openTcp, openWebSocket, type RawClient } from "./raw-client.js";

/** A raw client that trades. */
export interface TradingClient {
  readonly raw: RawClient;
  readonly connId: bigint;
  /** Sends a request, with a new packet id if the protocol needs one. */
  ask<C2S, S2C>(protocol: RequestProtocol<C2S, S2C, never>, c2s: C2S, serialNo?: number): Promise<Reply<S2C>>;
  /** Sends a request and returns the reply's body. Throws when the gateway refuses. */
  get<C2S, S2C>(protocol: RequestProtocol<C2S, S2C, never>, c2s: C2S): Promise<S2C>;
  /** Sends a request and returns the text of the refusal. Throws when the gateway does not refuse with retType -1. */
  refusal<C2S, S2C>(protocol: RequestProtocol<C2S, S2C, never>, c2s: C2S): Promise<string>;
  /** Waits for the next frame, which must be this push. */
  nextPush<S2C>(protocol: PushProtocol<S2C>): Promise<S2C>;
  /** The request header for an account. */
  header(account: { readonly isReal?: boolean; readonly trdMarket?: number }): Promise<Trd_Common.TrdHeader>;
}

/** Connects over a transport in order to trade. */
export async function enterToTrade(gateway: Gateway, transport: "tcp" | "websocket" = "tcp"): Promise<TradingClient> {
  const raw = transport === "tcp" ? await openTcp(gateway) : await openWebSocket(gateway);
  onTestFinished(() => raw.close());
  const connId =
    transport === "tcp"
      ? bodyOf(await raw.ask(InitConnect, initConnect)).connID
      : (bodyOf(await raw.ask(InitWebSocket, {})).connID ?? 0n);
  let serial = 0;
  const client: TradingClient = {
    raw,
    connId,
    ask(protocol, c2s, serialNo = ++serial) {
      return raw.ask(protocol, protocol.withPacketId?.(c2s, { connID: connId, serialNo }) ?? c2s);
    },
    async get(protocol, c2s) {
      return bodyOf(await client.ask(protocol, c2s));
    },
    async refusal(protocol, c2s) {
      const { retType, retMsg = "" } = await client.ask(protocol, c2s);
      if (retType !== -1) throw new Error(`expected retType -1, not ${retType} ${retMsg}`);
      return retMsg;
    },
    async nextPush(protocol) {
      const frame = await raw.nextFrame();
      if (frame.protocolId !== protocol.id)
        throw new Error(`expected ${protocol.name}, not protocol ${frame.protocolId}`);
      return bodyOf(protocol.push.decode(frame.body));
    },
    async header({ isReal = false, trdMarket = 1 }) {
      const { accList } = await client.get(Trd_GetAccList, { userID: 0n, needGeneralSecAccount: true });
      const trdEnv = isReal ? 1 : 0;
      const account = accList.find((each) => each.trdEnv === trdEnv && each.trdMarketAuthList.includes(trdMarket));
      if (account === undefined) throw new Error("this account does not exist");
      return { trdEnv, accID: account.accID, trdMarket };
    },
  };
  return client;
}
