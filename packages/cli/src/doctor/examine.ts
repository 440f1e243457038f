import { findCandidates } from "@opend/core/internal";
import { GetGlobalState } from "@opend/core/plain/GetGlobalState";
import { GetUserInfo } from "@opend/core/plain/GetUserInfo";
import { Qot_GetSubInfo } from "@opend/core/plain/Qot_GetSubInfo";
import { Qot_RequestHistoryKLQuota } from "@opend/core/plain/Qot_RequestHistoryKLQuota";
import type { BrandProfile, ConnectOptions, PagingClient } from "@opend/futu";
import { isOpendError } from "@opend/futu";
import type { Finding } from "./finding.js";
import { probePort } from "./probe-port.js";

/** A brand, and how to connect to its gateway. */
export interface Patient {
  readonly profile: BrandProfile;
  connect(options: ConnectOptions): Promise<PagingClient>;
}

/** The clocks of the two machines may differ by this much. */
const mostSkewMs = 5000;

/** Says step by step what there is to see of a brand's gateway. */
export async function* examine({ profile, connect }: Patient, options: ConnectOptions): AsyncGenerator<Finding, void> {
  const { displayName, env } = profile;
  for (const name of Object.values(env)) {
    if (options.env?.[name]) yield { status: "ok", about: "settings", text: `${name} is set` };
  }
  let candidates: Awaited<ReturnType<typeof findCandidates>>["candidates"];
  try {
    ({ candidates } = await findCandidates(profile, options));
  } catch (error) {
    yield {
      status: "problem",
      about: "settings",
      text: textOf(error),
      todo: `correct it, or name the gateway with --url`,
    };
    return;
  }
  let isAnswered = false;
  for (const { url, source } of candidates) {
    const answer = await probePort(url.hostname.replace(/^\[|\]$/g, ""), Number(url.port));
    isAnswered ||= answer === "answers";
    yield {
      status: answer === "answers" ? "ok" : "note",
      about: "port",
      text: `${url.protocol}//${url.host} ${answer} (${source})`,
    };
  }
  if (!isAnswered) {
    yield {
      status: "problem",
      about: "port",
      text: `no ${displayName} gateway answers`,
      todo: `start OpenD and log in. If it runs elsewhere, name it with --url or ${env.url}; its port is api_port in ${profile.configFileName}`,
    };
    return;
  }
  let client: PagingClient;
  try {
    client = await connect({ ...options, reconnect: false });
  } catch (error) {
    yield { status: "problem", about: "handshake", text: textOf(error), todo: adviceFor(error, profile) };
    return;
  }
  try {
    yield* examineClient(client, displayName);
  } catch (error) {
    yield { status: "problem", about: "gateway", text: textOf(error), todo: "look at OpenD's own window or log" };
  } finally {
    await client.close();
  }
}

/** Looks at a gateway that lets us in. */
async function* examineClient(client: PagingClient, displayName: string): AsyncGenerator<Finding, void> {
  const { endpoint, brand, simulated } = client.gateway;
  yield { status: "ok", about: "handshake", text: `connected to ${displayName} at ${endpoint}` };
  if (brand === undefined) yield { status: "note", about: "brand", text: "the gateway does not say which brand it is" };
  if (simulated) yield { status: "note", about: "simulated", text: "this is a simulator: all of its data is made up" };
  const beforeMs = Date.now();
  const state = await client.ask(GetGlobalState, { userID: "0" });
  yield { status: "ok", about: "version", text: `OpenD ${state.serverVer / 100}, build ${state.serverBuildNo}` };
  yield login("quotes", state.qotLogined, "problem");
  // Many programs only read quotes.
  yield login("trading", state.trdLogined, "note");
  yield clock(new Date(state.time).getTime() - (beforeMs + Date.now()) / 2);
  yield* rights(await client.ask(GetUserInfo, {}));
  const subscriptions = await client.ask(Qot_GetSubInfo, { isReqAllConn: true });
  yield quota("subscriptions", subscriptions.totalUsedQuota, subscriptions.remainQuota);
  const history = await client.ask(Qot_RequestHistoryKLQuota, {});
  yield quota("history candles, in securities", history.usedQuota, history.remainQuota);
}

function login(what: string, isIn: boolean, status: "problem" | "note"): Finding {
  if (isIn) return { status: "ok", about: "login", text: `logged in for ${what}` };
  const todo = "log in at OpenD; its window or log says what it waits for, such as a code by text message";
  return { status, about: "login", text: `not logged in for ${what}`, todo };
}

function clock(skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= mostSkewMs) return { status: "ok", about: "clock", text: "the clocks agree" };
  const text = `the server's clock is ${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} this machine's`;
  return { status: "note", about: "clock", text, todo: "let this machine set its clock by the network (NTP)" };
}

/** Says which quotes the user may see. */
function* rights(user: object): Generator<Finding, void> {
  const held = Object.entries(user).flatMap(([name, value]) => {
    const [, market] = /^(\w+?)QotRight$/.exec(name) ?? [];
    return market === undefined || typeof value !== "string" ? [] : [{ market, right: value }];
  });
  const open = held.filter(({ right }) => right !== "No" && right !== "Unknown");
  const closed = held.filter(({ right }) => right === "No");
  if (open.length > 0) {
    const list = open.map(({ market, right }) => `${market} ${right}`).join(", ");
    yield { status: "ok", about: "rights", text: `quote rights: ${list}` };
  }
  if (closed.length > 0) {
    const list = closed.map(({ market }) => market).join(", ");
    yield { status: "note", about: "rights", text: `no quote rights: ${list}`, todo: "the app sells quote cards" };
  }
}

function quota(what: string, used: number, left: number): Finding {
  const text = `quota of ${what}: ${used} used, ${left} left`;
  if (left > 0) return { status: "ok", about: "quota", text };
  return { status: "problem", about: "quota", text, todo: "close programs that use it, or wait until it is freed" };
}

function adviceFor(error: unknown, { displayName, env, configFileName }: BrandProfile): string {
  if (isOpendError(error, "KeyRequired")) return `name the file with the key: --key-file, or set ${env.key}`;
  if (isOpendError(error, "KeyRefused")) return `compare the key with websocket_key_md5 in ${configFileName}`;
  if (isOpendError(error, "WrongGateway")) return `this is no ${displayName} gateway: choose the other with --brand`;
  if (isOpendError(error, "CertificateRejected")) return "trust its certificate, or connect over tcp://";
  if (isOpendError(error, "Timeout"))
    return "the port answers, but not as OpenD does: is it another program, or is OpenD stuck?";
  return `does OpenD encrypt (rsa_private_key in ${configFileName})? Then name the key file with --rsa-key-file`;
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
