import { onTestFinished } from "vitest";
import { createManualClock, type ManualClock } from "../base/clock.js";
import { platform } from "../platform/server.js";
import { Session, type SessionOptions } from "../session/session.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { type FakeGateway, type Peer, startTcpGateway, startWebSocketGateway } from "./fake-gateway.js";

/** Both ends of a connection, and the client's clock. */
export interface OpenSession {
  readonly session: Session;
  readonly peer: Peer;
  readonly clock: ManualClock;
}

/** Opens a session over TCP. No handshake is made. */
export async function openTcpSession(options: SessionOptions = {}, telemetry?: Telemetry): Promise<OpenSession> {
  return await open(await startTcpGateway(), options, telemetry);
}

/** Opens a session over WebSocket. No handshake is made. */
export async function openWebSocketSession(options: SessionOptions = {}, telemetry?: Telemetry): Promise<OpenSession> {
  return await open(await startWebSocketGateway(), options, telemetry);
}

async function open(gateway: FakeGateway, options: SessionOptions, telemetry?: Telemetry): Promise<OpenSession> {
  const clock = createManualClock();
  const url = new URL(gateway.url);
  const transport = await (url.protocol === "tcp:"
    ? platform.createTcpTransport(url)
    : platform.createWebSocketTransport(url));
  const session = await Session.open(transport, { clock, ...options }, new AbortController().signal, telemetry);
  onTestFinished(() => session.close());
  return { session, peer: await gateway.accept(), clock };
}
