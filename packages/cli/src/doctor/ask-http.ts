import { randomBytes } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { TLSSocket } from "node:tls";

/** What a port speaks: WebSocket, HTTP without it, or TLS around something else. */
export type Spoken = "websocket" | "http" | "tls";

/** Asks a port for a WebSocket, with or without TLS. Sends no secret, so any certificate will do. */
export async function askHttp(
  url: URL,
  { isEncrypted, timeoutMs }: { readonly isEncrypted: boolean; readonly timeoutMs: number },
): Promise<Spoken | undefined> {
  const request = isEncrypted ? requestHttps : requestHttp;
  return await new Promise((resolve) => {
    const asked = request({
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      agent: false,
      rejectUnauthorized: false,
      timeout: timeoutMs,
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      },
    });
    let other: Spoken | undefined;
    const end = (spoken: Spoken | undefined) => {
      resolve(spoken);
      asked.destroy();
    };
    asked.once("socket", (socket: TLSSocket) => {
      socket.once("secureConnect", () => {
        other = "tls";
      });
    });
    asked.once("upgrade", () => end("websocket"));
    asked.once("response", () => end("http"));
    asked.once("timeout", () => end(other));
    asked.on("error", () => end(other));
    asked.end();
  });
}
