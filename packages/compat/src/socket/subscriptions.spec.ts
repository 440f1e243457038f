import { type Requester, Telemetry } from "@opend/core/internal";
import fc from "fast-check";
import { expect, it } from "vitest";
import { commandTable, findCommand } from "../commands/command.js";
import { messageType } from "../root/message-type.js";
import { Subscriptions } from "./subscriptions.js";

const { QotSub, QotSubEventContract, QotRegQotPush, TrdSubAccPush } = commandTable;

interface Body {
  readonly securityList: readonly { readonly market: number; readonly code: string }[];
  readonly subTypeList: readonly number[];
  readonly isSubOrUnSub?: boolean | undefined;
  readonly isRegOrUnRegPush?: boolean | undefined;
  readonly isRegOrUnReg?: boolean;
  readonly isUnsubAll?: boolean | undefined;
  readonly regPushRehabTypeList?: readonly number[];
}

interface Step {
  readonly cmd: number;
  readonly body: Body;
}

/** What a gateway pushes to a connection: data types of securities, and whether they are registered. */
class GatewayModel {
  readonly subscribed = new Map<string, boolean>();
  accounts: string[] = [];

  take({ cmd, body }: Step): void {
    const kind = cmd === QotRegQotPush.cmd ? QotSub.cmd : cmd;
    const keys = body.securityList.flatMap(({ code }) => body.subTypeList.map((type) => `${kind} ${code} ${type}`));
    if (cmd === QotRegQotPush.cmd) {
      for (const key of keys) if (this.subscribed.has(key)) this.subscribed.set(key, body.isRegOrUnReg === true);
    } else if (body.isUnsubAll) {
      for (const key of [...this.subscribed.keys()]) if (key.startsWith(`${cmd} `)) this.subscribed.delete(key);
    } else if (!body.isSubOrUnSub) {
      for (const key of keys) this.subscribed.delete(key);
    } else {
      for (const key of keys) this.subscribed.set(key, body.isRegOrUnRegPush ?? this.subscribed.get(key) ?? false);
    }
  }

  get state(): unknown {
    return [[...this.subscribed].sort(), this.accounts];
  }
}

const securities = ["A", "B", "C"].map((code) => ({ market: 1, code }));
const lists = { securityList: fc.subarray(securities), subTypeList: fc.subarray([1, 4, 6]) };
const maybe = fc.option(fc.boolean(), { nil: undefined });
const subscription = fc.record({
  cmd: fc.constantFrom(QotSub.cmd, QotSubEventContract.cmd),
  body: fc.record({
    ...lists,
    isSubOrUnSub: fc.boolean(),
    isRegOrUnRegPush: maybe,
    isUnsubAll: fc.option(fc.constant(true), { nil: undefined, freq: 8 }),
  }),
});
const registration = fc.record({
  cmd: fc.constant(QotRegQotPush.cmd),
  body: fc.record({ ...lists, isRegOrUnReg: fc.boolean() }),
});

it("asks the next connection for exactly what the program wants, with few requests", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(subscription, registration), { maxLength: 12 }), async (steps) => {
      const subscriptions = new Subscriptions();
      const before = new GatewayModel();
      // The gateway refuses to register what is not subscribed, and a refused request is not noted.
      for (const step of steps) {
        if (!isGranted(before, step)) continue;
        before.take(step);
        subscriptions.note(step.cmd, bytesOf(step));
      }
      const after = new GatewayModel();
      const requests = await renewedBy(subscriptions);
      for (const step of requests) after.take(step);
      expect(after.state).toEqual(before.state);
      expect(requests.length).toBeLessThanOrEqual(2 * before.subscribed.size);
    }),
    { numRuns: 2000 },
  );
});

it("asks in one request for what was asked in one", async () => {
  const subscriptions = new Subscriptions();
  const body = { securityList: securities, subTypeList: [1, 4], isSubOrUnSub: true, isRegOrUnRegPush: true };
  subscriptions.note(QotSub.cmd, bytesOf({ cmd: QotSub.cmd, body }));
  expect((await renewedBy(subscriptions)).map(({ body }) => body)).toEqual([body]);
});

it("keeps the other fields of a request", async () => {
  const subscriptions = new Subscriptions();
  const body = {
    securityList: securities.slice(0, 1),
    subTypeList: [6],
    isSubOrUnSub: true,
    isRegOrUnRegPush: true,
    regPushRehabTypeList: [1, 2],
    session: 3,
  };
  subscriptions.note(QotSub.cmd, bytesOf({ cmd: QotSub.cmd, body }));
  expect((await renewedBy(subscriptions)).map((step) => step.body)).toEqual([body]);
});

it("asks for the accounts of the last request", async () => {
  const subscriptions = new Subscriptions();
  for (const accIDList of [["1"], ["2", "18446744073709551615"]]) {
    subscriptions.note(TrdSubAccPush.cmd, bytesOf({ cmd: TrdSubAccPush.cmd, body: { accIDList } }));
  }
  const [request, ...others] = await renewedBy(subscriptions);
  expect(others).toEqual([]);
  expect(JSON.parse(JSON.stringify(request))).toMatchObject({ cmd: TrdSubAccPush.cmd });
  expect(String(Reflect.get(Object(request?.body), "accIDList"))).toBe("2,18446744073709551615");
});

it("asks for nothing after `clear`", async () => {
  const subscriptions = new Subscriptions();
  const body = { securityList: securities, subTypeList: [1], isSubOrUnSub: true };
  subscriptions.note(QotSub.cmd, bytesOf({ cmd: QotSub.cmd, body }));
  subscriptions.clear();
  expect(await renewedBy(subscriptions)).toEqual([]);
});

it("passes on the loss of the session, which another one follows", async () => {
  const subscriptions = new Subscriptions();
  const body = { securityList: securities, subTypeList: [1], isSubOrUnSub: true };
  subscriptions.note(QotSub.cmd, bytesOf({ cmd: QotSub.cmd, body }));
  const lost: Requester = { request: () => Promise.reject(new Error("lost")) };
  await expect(subscriptions.renew(lost, new Telemetry())).rejects.toThrow("lost");
});

function isGranted(model: GatewayModel, { cmd, body }: Step): boolean {
  if (cmd !== QotRegQotPush.cmd) return true;
  return body.securityList.every(({ code }) =>
    body.subTypeList.every((type) => model.subscribed.has(`${QotSub.cmd} ${code} ${type}`)),
  );
}

async function renewedBy(subscriptions: Subscriptions): Promise<Step[]> {
  const steps: Step[] = [];
  const requester: Requester = {
    async request({ id, name, request, s2c }) {
      const type = messageType(`${name}.Request`);
      const { c2s } = type.toObject(type.decode(request.encode({})));
      steps.push({ cmd: id, body: c2s });
      return s2c.decode(new Uint8Array());
    },
  };
  await subscriptions.renew(requester, new Telemetry());
  return steps;
}

function bytesOf({ cmd, body }: { readonly cmd: number; readonly body: object }): Uint8Array {
  const type = messageType(`${findCommand(cmd)?.name}.Request`);
  return type.encode(type.create({ c2s: body })).finish();
}
