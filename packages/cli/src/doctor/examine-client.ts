import type * as Common from "@opend/core/plain/Common";
import { GetGlobalState } from "@opend/core/plain/GetGlobalState";
import { GetUserInfo } from "@opend/core/plain/GetUserInfo";
import { Notify } from "@opend/core/plain/Notify";
import { Qot_GetSubInfo } from "@opend/core/plain/Qot_GetSubInfo";
import { Qot_RequestHistoryKLQuota } from "@opend/core/plain/Qot_RequestHistoryKLQuota";
import type { PagingClient } from "@opend/futu";
import type { Finding } from "./finding.js";
import { statusFinding } from "./program-status.js";

/** The clocks of the two machines may differ by this much. */
const mostSkewMs = 5000;

/** Looks at a gateway that lets us in. */
export async function* examineClient(client: PagingClient): AsyncGenerator<Finding, void> {
  const { brand, simulated } = client.gateway;
  if (brand === undefined) yield { status: "note", about: "brand", text: "the gateway does not say which brand it is" };
  if (simulated) yield { status: "note", about: "simulated", text: "this is a simulator: all of its data is made up" };
  const heard = listenForStatus(client);
  const beforeMs = Date.now();
  const answer = await askState(client);
  const { type, strExtDesc } = answer.state?.programStatus ?? heard.status ?? {};
  const status = statusFinding(type, strExtDesc);
  const { state } = answer;
  if (state === undefined) {
    if (status === undefined) throw answer.error;
    yield status;
    return;
  }
  yield { status: "ok", about: "version", text: `OpenD ${state.serverVer / 100}, build ${state.serverBuildNo}` };
  if (status !== undefined) {
    yield status;
    // Whatever else is wrong comes from this.
    return;
  }
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
/** A gateway that is not logged in may refuse to answer, or never do. */
async function askState(client: PagingClient) {
  try {
    return { state: await client.ask(GetGlobalState, { userID: "0" }, { retry: false }) };
  } catch (error) {
    return { error };
  }
}

/** Notes the status that the gateway pushes. */
function listenForStatus(client: PagingClient): { readonly status?: Common.ProgramStatus } {
  const heard: { status?: Common.ProgramStatus } = {};
  const listen = async () => {
    for await (const push of client.pushes(Notify)) {
      const { programStatus } = Notify.plain.reply.toPlain(push);
      if (programStatus !== undefined) heard.status = programStatus.programStatus;
    }
  };
  // Its end is that of the connection, which others notice too.
  listen().catch(() => {});
  return heard;
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
