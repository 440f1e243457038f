import * as kit from "@opend/test-kit/fake-gateway";
import type { RequestProtocol } from "../protocol/protocol.js";
import type { Frame } from "../wire/frame.js";
import { createTcpFrameCodec } from "../wire/tcp-frame.js";
import { createWebSocketFrameCodec } from "../wire/websocket-frame.js";

/** The gateway's end of one connection. */
export type Peer = kit.Peer<Frame>;

/** A server on loopback that sends only what a test makes it send. It stops when the test is over. */
export type FakeGateway = kit.FakeGateway<Frame>;

/** Answers each request as it arrives. */
export type Answer = kit.Answer<Frame>;

const codecs: kit.GatewayCodecs<Frame> = {
  tcp: () => createTcpFrameCodec(),
  webSocket: () => createWebSocketFrameCodec("gateway"),
};

/** Starts a fake gateway for TCP. */
export async function startTcpGateway(answer: Answer = () => {}): Promise<FakeGateway> {
  return await kit.startTcpGateway(codecs, answer);
}

/** Starts a fake gateway for WebSocket, over TLS when it has a certificate. */
export async function startWebSocketGateway(
  answer: Answer = () => {},
  tls?: { readonly cert: string; readonly key: string },
): Promise<FakeGateway> {
  return await kit.startWebSocketGateway(codecs, answer, tls);
}

/** Sends the reply of a protocol to a request. */
export function reply<S2C>(
  peer: Peer,
  { protocolId, serial }: Pick<Frame, "protocolId" | "serial">,
  protocol: Pick<RequestProtocol<unknown, S2C>, "response">,
  outcome: { retType?: number; retMsg?: string; errCode?: number; s2c?: S2C },
): void {
  peer.send({ protocolId, serial, body: protocol.response.encode({ retType: 0, ...outcome }) });
}
