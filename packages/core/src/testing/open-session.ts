import { onTestFinished } from "vitest";
import { createManualClock, type ManualClock } from "../clock.js";
import { platform } from "../platform/server.js";
import { Session, type SessionOptions } from "../session/session.js";
import { type FakeGateway, type Peer, startTcpGateway, startWebSocketGateway } from "./fake-gateway.js";

/** Both ends of a connection, and the client's clock. */
export interface OpenSession {
  readonly session: Session;
  readonly peer: Peer;
  readonly clock: ManualClock;
}

/** Opens a session over TCP. No handshake is made. */
export async function openTcpSession(options: SessionOptions = {}): Promise<OpenSession> {
  return await open(await startTcpGateway(), options);
}

/** Opens a session over WebSocket. No handshake is made. */
export async function openWebSocketSession(options: SessionOptions = {}): Promise<OpenSession> {
  return await open(await startWebSocketGateway(), options);
}

async function open(gateway: FakeGateway, options: SessionOptions): Promise<OpenSession> {
  const clock = createManualClock();
  const url = new URL(gateway.url);
  const link = await (url.protocol === "tcp:" ? platform.openTcp(url) : platform.openWebSocket(url));
  const session = await Session.open(link, { clock, ...options }, new AbortController().signal);
  onTestFinished(() => session.close());
  return { session, peer: await gateway.accept(), clock };
}
