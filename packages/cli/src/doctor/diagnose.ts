import { type ConnectOptions, isOpendError } from "@opend/futu";
import { askHttp } from "./ask-http.js";
import type { Place } from "./find-places.js";
import type { Finding } from "./finding.js";
import type { Patient } from "./patient.js";

/** Says why a place that answers did not let us in, and what to do. */
export async function diagnose(
  place: Place,
  patient: Patient,
  error: unknown,
  options: ConnectOptions,
): Promise<Pick<Finding, "text" | "todo">> {
  const known = adviceFor(error, patient);
  if (known !== undefined) return { text: textOf(error), todo: known };
  return (await whatElse(place, patient, options)) ?? lastGuess(error, place, patient);
}

function adviceFor(error: unknown, { brand, profile }: Patient): string | undefined {
  const { displayName, env, configFileName } = profile;
  if (isOpendError(error, "KeyRequired")) return `name the file with the key: --key-file, or set ${env.key}`;
  if (isOpendError(error, "KeyRefused")) return `compare the key with websocket_key_md5 in ${configFileName}`;
  if (isOpendError(error, "WrongGateway")) {
    return `choose it with --brand ${brand === "futu" ? "moomoo" : "futu"}, or name a ${displayName} gateway with --url`;
  }
  if (isOpendError(error, "CertificateRejected")) return "trust its certificate, or connect over tcp://";
  if (isOpendError(error, "InsecureTransport")) return "connect over wss:// or tcp://";
  if (isOpendError(error, "HandshakeRefused") && error.retType !== undefined)
    return "look at OpenD's own window or log";
  if (isOpendError(error, "InvalidOption")) return "correct it";
  return undefined;
}

/** What speaks another language says so at once. */
const patienceMs = 2000;

/** Finds out what else there is, if it is not what we came for. */
async function whatElse(
  { url, transport }: Place,
  patient: Patient,
  options: ConnectOptions,
): Promise<Pick<Finding, "text" | "todo"> | undefined> {
  const place = `${url.protocol}//${url.host}`;
  const timeoutMs = Math.min(options.connectTimeoutMs ?? patienceMs, patienceMs);
  const setting = transport === "tcp" ? "api_port" : "websocket_port";
  const ours = `OpenD's port is ${setting} in ${patient.profile.configFileName}: name it with --url`;
  const use = (scheme: string) => `use --url ${scheme}://${url.host}`;
  const [plain, encrypted] = await Promise.all([
    askHttp(url, { isEncrypted: false, timeoutMs }),
    askHttp(url, { isEncrypted: true, timeoutMs }),
  ]);
  if (plain === "websocket" && url.protocol !== "ws:") {
    return { text: `${place} speaks WebSocket`, todo: `${use("ws")}. ${ours}` };
  }
  if (plain === "websocket") return { text: `${place} speaks WebSocket, but not as OpenD does`, todo: ours };
  if (plain === "http") return { text: `${place} is a web server, and not OpenD`, todo: ours };
  if (encrypted === "websocket" && url.protocol !== "wss:") {
    return { text: `${place} speaks WebSocket over TLS`, todo: `${use("wss")}. ${ours}` };
  }
  if (encrypted !== undefined && url.protocol !== "wss:") {
    return { text: `${place} speaks TLS, and is not OpenD`, todo: ours };
  }
  if (transport === "tcp" || !(await isTcpPort(url, patient, options))) return undefined;
  return { text: `${place} is the TCP port of OpenD`, todo: use("tcp") };
}

/** Whether a gateway lets us in over TCP, which sends no key. */
async function isTcpPort(url: URL, patient: Patient, options: ConnectOptions): Promise<boolean> {
  try {
    const client = await patient.connect({
      ...options,
      url: `tcp://${url.host}`,
      transport: undefined,
      reconnect: false,
    });
    await client.close();
    return true;
  } catch (error) {
    return isOpendError(error, "WrongGateway");
  }
}

function lastGuess(error: unknown, { url, transport }: Place, { profile }: Patient): Pick<Finding, "text" | "todo"> {
  if (isOpendError(error, "HandshakeRefused") && transport === "tcp") {
    return {
      text: `${url.protocol}//${url.host} hangs up during the handshake`,
      todo: `does OpenD encrypt (rsa_private_key in ${profile.configFileName})? Then name the file with the same key with --rsa-key-file, else none`,
    };
  }
  const port = transport === "tcp" ? "api_port" : "websocket_port";
  const todo = `the port answers, but not as OpenD does: is it another program (OpenD's is ${port} in ${profile.configFileName}), or is OpenD stuck?`;
  return { text: textOf(error), todo };
}

/** What went wrong, without what the libraries advise their programs. */
export function textOf(error: unknown): string {
  if (isOpendError(error, "ConnectFailed")) {
    const [{ endpoint, reason } = { endpoint: "the gateway", reason: "" }] = error.tried;
    return `${endpoint} does not let us in (${reason})`;
  }
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
