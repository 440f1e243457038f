import { createError } from "../base/errors.js";

const allowed = ["tcp://host:port", "ws://host:port", "wss://host:port"] as const;

/**
 * Parses the URL of a gateway. The port is optional.
 *
 * @param source where the text comes from, for the message
 * @throws `InvalidUrl`. The message does not repeat the text, which may contain a password
 */
export function parseGatewayUrl(
  text: string,
  source: string,
  ports: { readonly tcp: number | undefined; readonly websocket: number | undefined },
): URL {
  const invalid = (why: string) => {
    const message = `the gateway URL (${source}) ${why}${why.endsWith("?") ? " Allowed" : "; allowed"}: ${allowed.join(", ")}`;
    return createError("InvalidUrl", message, { allowed });
  };
  // Runtimes parse the host of a URL with an unknown scheme differently, but agree on http.
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) throw invalid(`is not a URL${suggest(text, ports.websocket)}`);
  const protocol = scheme.toLowerCase();
  if (protocol !== "tcp" && protocol !== "ws" && protocol !== "wss") throw invalid(`has the scheme ${protocol}://`);
  const http = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  if (http === undefined || http.hostname === "") throw invalid("has no valid host and port");
  if (http.username || http.password) throw invalid("has a user name or password in it");
  if (protocol === "tcp" && (http.pathname !== "/" || http.search)) throw invalid("has a path, but TCP has none");
  // A URL object leaves out the default port of its scheme.
  const port = http.port || new URL(`https://${rest}`).port;
  if (port === "0") throw invalid("has the port 0");
  const filled = port || (protocol === "tcp" ? ports.tcp : ports.websocket);
  return new URL(`${protocol}://${http.hostname}:${filled}${protocol === "tcp" ? "" : http.pathname + http.search}`);
}

/** Suggests the URL for an address that lacks only the scheme. Shows nothing that may be a password. */
function suggest(text: string, webSocketPort: number | undefined): string {
  const address = text.trim().replace(/^\/\//, "");
  const [, host, port] = /^([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?$/i.exec(address) ?? [];
  if (host === undefined || (port === undefined && !/^(?:localhost|[\d.]+|\[.*\])$/.test(host))) return "";
  return `: did you mean ${Number(port) === webSocketPort ? "ws" : "tcp"}://${address}?`;
}
