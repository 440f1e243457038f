// Runs the official client in a process of its own. Its stop() leaves the socket open, so the test has to end the process.
import OfficialClient, { type OfficialMessage } from "futu-api";

/** The settings of this script. */
export interface OfficialSettings {
  readonly port: number;
  readonly key: string;
  /** The request to page through. Without `num`, the gateway chooses the page size. */
  readonly walks: readonly { readonly market: number; readonly code: string; readonly num?: number }[];
  /** What to subscribe and register for after that. */
  readonly subscription?: {
    readonly securityList: readonly { readonly market: number; readonly code: string }[];
    readonly subTypeList: readonly number[];
  };
}

/** The first message: whether the gateway accepted the login. */
export interface OfficialLogin {
  readonly isIn: boolean;
  /** Set when the login failed: the number in the header of the reply, or the text of the error that the client threw. */
  readonly error?: number | string;
}

/** One page as plain data: only the fields of the reply, with 64-bit integers as bigint. */
export type OfficialPage = Readonly<Record<string, unknown>>;

/** A push: its protocol and its body as plain data, with 64-bit integers as bigint. */
export interface OfficialPush {
  readonly protocolId: number;
  readonly s2c: Readonly<Record<string, unknown>>;
}

/** Says that the subscription and its registration succeeded. Comes before the first push. */
export interface OfficialRegistration {
  readonly isRegistered: true;
}

const settings: OfficialSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const client = new OfficialClient();
const login = await new Promise<OfficialLogin>((resolve) => {
  client.onlogin = (isIn, detail) =>
    resolve(isIn ? { isIn } : { isIn, error: typeof detail === "number" ? detail : String(detail) });
  client.start("127.0.0.1", settings.port, false, settings.key);
});
const { isIn } = login;
process.send?.(login);
if (isIn) for (const walk of settings.walks) process.send?.(await pagesOf(walk));
if (isIn && settings.subscription) await takePushes(settings.subscription);

async function takePushes(topics: NonNullable<OfficialSettings["subscription"]>): Promise<void> {
  const early: OfficialPush[] = [];
  let take = (push: OfficialPush) => void early.push(push);
  client.onPush = (protocolId, { s2c }) => take({ protocolId, s2c: toPlain(s2c) });
  await client.Sub({ c2s: { ...topics, isSubOrUnSub: true } });
  await client.RegQotPush({ c2s: { ...topics, isRegOrUnReg: true } });
  process.send?.({ isRegistered: true } satisfies OfficialRegistration);
  take = (push) => void process.send?.(push);
  for (const push of early) take(push);
}

async function pagesOf({ market, code, num }: OfficialSettings["walks"][number]): Promise<OfficialPage[]> {
  const pages: OfficialPage[] = [];
  let nextKey: unknown;
  do {
    const c2s = { security: { market, code }, ...(nextKey ? { nextKey } : {}), ...(num ? { num } : {}) };
    const { s2c } = await client._sendCmd(3248, { c2s }, "Qot_GetDailyShortVolume");
    pages.push(toPlain(s2c));
    nextKey = s2c["nextKey"];
  } while (nextKey !== "-1");
  return pages;
}

function toPlain(message: OfficialMessage): OfficialPage {
  const present = message.$type.fieldsArray.filter(({ name }) => Object.hasOwn(message, name));
  return Object.fromEntries(present.map(({ name }) => [name, toPlainValue(message[name])]));
}

function toPlainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlainValue);
  if (typeof value !== "object" || value === null) return value;
  return "$type" in value ? toPlain(value as OfficialMessage) : BigInt(String(value));
}
