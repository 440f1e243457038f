// One program for an official package and for ours. It runs a scenario, records everything that it sees, and sends the
// record to its parent. It never asks which package it runs on.
import { readFileSync } from "node:fs";
import { isError, later, observations, orHangs, record, recordOutcome, sleep, thrownBy } from "./observe.ts";
import type { Api, Call, ProgramSettings, Root } from "./official-types.ts";

const settings: ProgramSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const security = { market: 1, code: "00700" };
const subscription = { securityList: [security], subTypeList: [1, 4], isSubOrUnSub: true, isRegOrUnRegPush: true };

const module = await import(settings.api);
const protoModule = await import(settings.proto);
const root: Root = protoModule.default;
const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  async tables() {
    const [name = "", table] = Object.entries(module).find(([each]) => /CmdID$/.test(each)) ?? [];
    record("name of the table", name);
    for (const [key, { cmd, name: protocol }] of Object.entries(
      Object(table) as Record<string, { cmd: number; name: string }>,
    )) {
      record(`command ${key}`, [cmd, protocol, module.default.findCmdObj(cmd)?.name]);
    }
    record("name of the class", module.default.name);
    for (const name of methodNames()) record(`method ${name}`, module.default.prototype[name].length);
    for (const [file, { nested }] of Object.entries(
      Object(root.toJSON()).nested as Record<string, { nested: object }>,
    )) {
      for (const [item, definition] of Object.entries(nested))
        record(`definition ${file}.${item}`, settle(file, definition));
      for (const [item, exposed] of Object.entries(Object(root[file]))) {
        const values = /^[A-Z]/.test(item) ? Object.values(Object(exposed)) : [];
        const isEnum = values.length > 0 && values.every((value) => typeof value === "number");
        if (isEnum) record(`enum ${file}.${item}`, Object.entries(Object(exposed)));
      }
    }
  },

  async methods() {
    const { api } = await login();
    const calls: readonly Call[] = JSON.parse(readFileSync(settings.callsFile ?? "", "utf8"), revive);
    const known = new Set(methodNames());
    for (const { method, request } of calls) {
      if (!known.has(method)) continue;
      await recordOutcome(
        method,
        (Reflect.get(api, method) as (request: unknown) => Promise<unknown>).call(api, request),
      );
    }
  },

  async login() {
    const { api } = await login();
    record("connection id", api.getConnID());
    record("state", [api.websock?.state, api.websock?.isReadyConnect()]);
  },

  async refused() {
    const { api } = begin();
    const { promise, resolve } = later();
    api.start("127.0.0.1", settings.port, false, settings.key);
    let attempts = 0;
    if (api.websock) {
      api.websock.onerror = () => record("onerror");
      api.websock.onclose = () => {
        record("onclose");
        attempts++;
        if (attempts === 2) process.send?.("start the gateway");
      };
    }
    await recordOutcome("request before the login", api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
    api.onlogin = (isIn) => {
      record("onlogin", isIn);
      resolve();
    };
    await promise;
  },

  async certificate() {
    const { api } = begin();
    let word: unknown = "no word";
    api.onlogin = (isIn, detail) => {
      word = [isIn, Object(detail).code];
    };
    api.start("127.0.0.1", settings.port, true, settings.key);
    for (let tries = 0; tries < 30 && word === "no word"; tries++) await sleep(100);
    record("onlogin", word);
  },

  async texts() {
    const { api } = begin();
    record("getConnID before start", thrownBy(() => api.getConnID()) instanceof TypeError);
    const request = { c2s: { userID: 0 } };
    await recordOutcome("request before start", api._sendCmd(1002, request, "GetGlobalState"));
    await recordOutcome("without a number", api._sendCmd(null, request, "GetGlobalState"));
    await recordOutcome("without a name", api._sendCmd(1002, request, undefined));
    await enter(api);
    await recordOutcome("a message that does not exist", api._sendCmd(9999, request, "Qot_Nothing").catch(isError));
    await recordOutcome("without a body", api._sendCmd(3004, {}, "Qot_GetBasicQot"));
    await recordOutcome("without a request", api._sendCmd(3004, undefined, "Qot_GetBasicQot").catch(isError));
    await recordOutcome("without a required message", api._sendCmd(3006, { c2s: { reqNum: 1 } }, "Qot_GetKL"));
    await recordOutcome("a retired protocol", Reflect.get(api, "GetTradeDate").call(api, request).catch(isError));
    await recordOutcome(
      "with unknown fields",
      api._sendCmd(1002, { c2s: { userID: 0, more: 1 }, more: 1 }, "GetGlobalState"),
    );
    await recordOutcome("with a value of another type", api._sendCmd(1002, { c2s: { userID: "7" } }, "GetGlobalState"));
    api.websock?.close();
    await recordOutcome("request after close", api._sendCmd(1002, request, "GetGlobalState"));
  },

  async pushes() {
    const { api } = begin();
    const { promise, resolve } = later();
    let count = 0;
    api.onPush = (cmd, message) => {
      record(`push ${cmd}`, message);
      count++;
      if (count === settings.pushes) resolve();
    };
    await enter(api);
    api.websock?.regPushCallback("mine", (packet) => record("packet", packet));
    process.send?.("push");
    await promise;
  },

  async order() {
    const { api } = begin();
    const { promise, resolve } = later();
    let pushes = 0;
    api.onPush = (cmd) => {
      record(`push ${cmd}`);
      pushes++;
      if (pushes === settings.pushes) resolve();
    };
    api.onlogin = (isIn) => {
      record("onlogin", isIn);
      const one = Reflect.get(api, "Sub").call(api, { c2s: { ...subscription, isFirstPush: false } });
      record("sent");
      one.then(() => record("first is answered"));
      const two = api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState");
      two.then(() => record("second is answered"));
      Promise.all([one, two]).then(() => process.send?.("push"));
    };
    api.start("127.0.0.1", settings.port, false, settings.key);
    record("started");
    await promise;
  },

  async refusals() {
    const { api } = await login();
    for (const method of ["GetGlobalState", "GetSubInfo"]) {
      await recordOutcome(method, Reflect.get(api, method).call(api, { c2s: { userID: 0 } }));
    }
    await recordOutcome(
      "GetKL",
      Reflect.get(api, "GetKL").call(api, { c2s: { rehabType: 1, klType: 2, security, reqNum: 1 } }),
    );
  },

  async bytes() {
    const { api } = await login();
    const send = (cmd: number, buff?: Uint8Array) => api.websock?.sendBuff(cmd, buff) ?? Promise.resolve();
    const type = root.lookup("GetGlobalState.Request");
    const bytes = type?.encode(type.create({ c2s: { userID: 0 } })).finish();
    await recordOutcome("GetGlobalState", send(1002, bytes).then(withoutTimes));
    await recordOutcome("GetKL that is refused", send(3006, klRequest()));
    api.websock?.close();
    await recordOutcome("after close", send(1002, bytes));
  },

  /** The gateway answers nothing. */
  async silence() {
    const { api } = await login();
    if (api.websock) api.websock.timeout = 300;
    await recordOutcome("a request", api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
    await recordOutcome("bytes with a time limit", api.websock?.sendBuff(3006, klRequest(), 200) ?? Promise.resolve());
  },

  /** Replies arrive after their time limit. */
  async late() {
    const { api } = begin();
    api.onPush = (cmd) => record(`onPush ${cmd}`);
    await enter(api);
    if (api.websock) api.websock.timeout = 100;
    await recordOutcome("a request", api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
    await sleep(700);
  },

  /** The relay has no reply, or an empty one. */
  async relay() {
    const { api } = await login();
    for (const market of [1, 2, 3, 4]) {
      const request = api._sendCmd(3004, { c2s: { securityList: [{ market, code: "1" }] } }, "Qot_GetBasicQot");
      await recordOutcome(`case ${market}`, orHangs(request));
    }
    await recordOutcome("bytes", orHangs(api.websock?.sendBuff(3004, basicQotRequest()) ?? Promise.resolve()));
  },

  async disconnect() {
    const { api } = begin();
    const again = later();
    let logins = 0;
    api.onlogin = (isIn) => {
      record("onlogin", isIn);
      logins++;
      if (logins === 1) first.resolve();
      else again.resolve();
    };
    const first = later();
    api.start("127.0.0.1", settings.port, false, settings.key);
    await first.promise;
    if (api.websock) api.websock.onclose = () => record("onclose");
    const inFlight = orHangs(api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
    inFlight.catch(() => {});
    process.send?.("drop");
    await again.promise;
    await recordOutcome("in flight", inFlight);
    await recordOutcome(
      "after the reconnect",
      api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState").then(() => "answered"),
    );
  },

  async resubscribe() {
    const { api } = begin();
    const counts = { before: 0, after: 0 };
    let phase: keyof typeof counts = "before";
    api.onPush = () => counts[phase]++;
    await enter(api);
    await Reflect.get(api, "Sub").call(api, { c2s: subscription });
    await sleep(300);
    const again = later();
    api.onlogin = () => again.resolve();
    process.send?.("drop");
    await again.promise;
    phase = "after";
    await sleep(700);
    record("pushes before the connection is lost", counts.before > 0);
    record("pushes after the reconnect", counts.after > 0);
  },

  async restart() {
    const { api } = begin();
    api.onPush = (cmd) => record(`push ${cmd}`);
    await enter(api);
    const before = String(api.getConnID());
    const inFlight = orHangs(api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
    inFlight.catch(() => {});
    await enter(api, settings.otherPort);
    await recordOutcome("in flight", inFlight);
    record("same connection", before === String(api.getConnID()));
    process.send?.("push");
    await recordOutcome(
      "a request",
      api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState").then(() => "answered"),
    );
    await sleep(300);
  },

  async throwingLogin() {
    const { api } = begin();
    const { promise, resolve } = later();
    api.onlogin = (isIn, detail) => {
      record(`onlogin ${isIn}`, isIn ? undefined : detail);
      if (isIn) throw new RangeError("of the program");
      resolve();
    };
    api.start("127.0.0.1", settings.port, false, settings.key);
    await promise;
    await recordOutcome("a request", api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState"));
  },

  async throwingPush() {
    const { api } = begin();
    const { promise, resolve } = later();
    process.once("uncaughtException", (error) => {
      record("uncaught", error);
      resolve();
    });
    api.onPush = () => {
      throw new RangeError("of the program");
    };
    await enter(api);
    process.send?.("push");
    await promise;
    await recordOutcome(
      "a request",
      api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState").then(() => "answered"),
    );
  },

  /** Ends by itself, or not. */
  async stop() {
    const { api } = await login();
    const last = api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState").then(() => "answered");
    api.stop();
    await recordOutcome("a request in flight", last);
    await recordOutcome(
      "a later request",
      api._sendCmd(1002, { c2s: { userID: 0 } }, "GetGlobalState").then(() => "answered"),
    );
    stays = true;
  },

  async close() {
    const { api } = await login();
    const { promise, resolve } = later();
    if (api.websock) api.websock.onclose = () => resolve();
    api.websock?.close();
    record("state at once", { ...api.websock?.state });
    record("ready at once", api.websock?.isReadyConnect());
    await promise;
    record("state after onclose", { ...api.websock?.state });
    api.websock?.close();
    stays = true;
  },
};

let stays = false;
await scenarios[settings.scenario]?.();
await new Promise((resolve) => process.send?.(observations, resolve));
// A process that holds a channel to its parent does not end.
process.disconnect();
if (!stays) process.exit(0);

function begin(): { readonly api: Api } {
  return { api: new module.default() };
}

/** Starts, and waits for the first answer to the login. */
function enter(api: Api, port = settings.port): Promise<boolean> {
  return new Promise((resolve) => {
    api.onlogin = (isIn, detail) => {
      record(`onlogin ${isIn}`, settleLogin(detail));
      resolve(isIn);
    };
    api.start("127.0.0.1", port, false, settings.key);
  });
}

async function login(): Promise<{ readonly api: Api }> {
  const { api } = begin();
  await enter(api);
  return { api };
}

/** The clock of the relay is not part of the comparison. */
function settleLogin(detail: unknown): unknown {
  if (typeof detail !== "object" || detail === null || !("buff" in detail)) return detail;
  return { ...detail, buff: detail.buff instanceof ArrayBuffer };
}

function methodNames(): string[] {
  const own = new Set(["constructor", "start", "stop", "close", "getConnID", "_sendCmd", "_onPush"]);
  const names: string[] = [];
  for (let type = module.default.prototype; type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    names.push(...Object.getOwnPropertyNames(type).filter((name) => !own.has(name)));
  }
  return names.sort();
}

/** Definitions name their neighbors with or without the names of what they are in. */
function settle(file: string, definition: unknown): unknown {
  const isOther = (type: string) => /^\w+\./.test(type) && root.lookup(type.split(".")[0] ?? "")?.parent === root;
  return JSON.parse(JSON.stringify(definition), (name, value) =>
    name === "type" && typeof value === "string" && (value.startsWith(`${file}.`) || !isOther(value))
      ? value.split(".").at(-1)
      : value,
  );
}

function withoutTimes(packet: unknown): unknown {
  const { buff, ...rest } = Object(packet);
  return { ...rest, hasBytes: buff instanceof ArrayBuffer && buff.byteLength > 0 };
}

function klRequest(): Uint8Array | undefined {
  const type = root.lookup("Qot_GetKL.Request");
  return type?.encode(type.create({ c2s: { rehabType: 1, klType: 2, security, reqNum: 1 } })).finish();
}

function basicQotRequest(): Uint8Array | undefined {
  const type = root.lookup("Qot_GetBasicQot.Request");
  return type?.encode(type.create({ c2s: { securityList: [{ market: 3, code: "1" }] } })).finish();
}

function revive(_: string, value: unknown): unknown {
  const bytes = Object(value)["$bytes"];
  return typeof bytes === "string" ? Buffer.from(bytes, "hex") : value;
}
