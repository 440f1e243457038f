import { randomBytes } from "node:crypto";
import { createManualClock } from "@opend/core";
import type { Frame } from "@opend/core/wire";
import { GetGlobalState, Qot_GetKL, Qot_UpdateTicker } from "@opend/futu/protocols";
import { type GatewayOptions, refuseRequests, stallReplies, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { freePort } from "@opend/test-kit/free-port";
import type { Difference } from "./compare.js";
import { officialPushes } from "./official-methods.js";
import { openRelay } from "./open-relay.js";
import type { Pair } from "./packages.js";
import { randomReply } from "./random-reply.js";
import type { Stage } from "./run-both.js";

/** A part of the comparison: what the program does, with which gateway, and what differs on purpose. */
export interface Scenario {
  /** The name in the program. */
  readonly name: string;
  /** What is compared, in words. */
  readonly title: string;
  readonly open: (pair: Pair) => Promise<Stage>;
  readonly pushes?: (pair: Pair) => number;
  /** Differences that are meant, with their reason. */
  readonly intended?: readonly Intended[];
}

/** A difference that is meant. */
export interface Intended extends Difference {
  /** The reason. Absent: as for the one before. */
  readonly why?: string;
  /** The package in which it shows. Default: both. */
  readonly only?: Pair["name"];
}

/** Replies then differ in nothing but the numbers of accounts. */
const quiet = { pushIntervalMs: false, tcpPort: false, clock: createManualClock(Date.UTC(2026, 4, 8, 9)) } as const;

/** Every part of the comparison. */
export const scenarios: readonly Scenario[] = [
  {
    name: "tables",
    title: "The table of commands, the methods, all messages, fields, defaults and enums",
    open: async () => ({ port: 0, close: async () => {} }),
    intended: [
      {
        official: 'command InitConnect: [1001,"GetGlobalState","GetGlobalState"]',
        ours: 'command InitConnect: [1001,"InitConnect","InitConnect"]',
        why: "`InitConnect` has its own name in the table of commands, and not that of `GetGlobalState`. Descriptions are in English.",
      },
      ...["Qot_GetHistoryKL", "Qot_GetHistoryKLPoints", "Qot_GetRehab"].map(
        (file): Intended => ({
          official: `the messages of ${file}`,
          ours: "none",
          why: "`moomoo-api` still has the messages of `Qot_GetHistoryKL`, `Qot_GetHistoryKLPoints` and `Qot_GetRehab`, which gateways no longer answer. Ours has only their commands.",
          only: "moomoo-api",
        }),
      ),
    ],
  },
  {
    name: "methods",
    title: "Every method of the official package, four requests each: replies and refusals of the simulator",
    open: (pair) => openGateway(pair, { ...quiet, rateLimit: false }),
  },
  {
    name: "methods",
    title: "Every method, four requests each: random replies of the schema, half of them refusals",
    open: () => {
      const counts = new Map<number, number>();
      return openRelay({
        answer(request, send) {
          const count = counts.get(request.protocolId) ?? 0;
          counts.set(request.protocolId, count + 1);
          send({ ...request, body: randomReply(request.protocolId, count) });
        },
      });
    },
  },
  {
    name: "pushes",
    title: "Every push, four messages each: `onPush` and `regPushCallback`",
    open: (pair) => openRelay({ act: (_, send) => sendPushes(pair, send) }),
    pushes: (pair) => officialPushes(pair).length * 4,
  },
  {
    name: "order",
    title: "The order of callbacks: login, replies, pushes",
    open: (pair) => openGateway(pair, quiet),
    pushes: () => 2,
  },
  {
    name: "login",
    title: "Login without a key: `onlogin`, `getConnID`, the state of the socket",
    open: (pair) => openGateway(pair, quiet),
  },
  {
    name: "login",
    title: "Login with a key",
    open: (pair) => openKeyed(pair, (key) => key),
  },
  {
    name: "login",
    title: "Login with a wrong key: `onlogin(false, 4)`, and no more attempts",
    open: (pair) => openKeyed(pair, () => "wrong"),
  },
  {
    name: "login",
    title: "Login without the key that the gateway asks for",
    open: (pair) => openKeyed(pair, () => undefined),
  },
  {
    name: "refused",
    title: "A refused connection, and the gateway that comes up later",
    open: openLater,
  },
  {
    name: "certificate",
    title: "`wss://` with a certificate that nobody trusts",
    async open(pair) {
      const { selfSigned } = await createTestCertificates();
      return openGateway(pair, { ...quiet, tls: selfSigned });
    },
    intended: [
      {
        official: 'onlogin: "no word"',
        ours: 'onlogin: [false,"CertificateRejected"]',
        why: "A certificate that is not trusted is told by `onlogin(false, error)`. `futu-api` tries again every second, without a word. Certificates of a private CA are trusted with Node's variable `NODE_EXTRA_CA_CERTS`, or with the option `tls`. `NODE_TLS_REJECT_UNAUTHORIZED` changes nothing.",
      },
    ],
  },
  {
    name: "texts",
    title: "Rejections with a text or an error: before `start`, bad arguments, incomplete requests, after `close`",
    open: (pair) => openGateway(pair, quiet),
  },
  {
    name: "refusals",
    title: "Refusals of the gateway with each `retType`",
    open: (pair) => {
      const refusal = { retType: -500, retMsg: "invalid packet" };
      return openGateway(pair, { ...quiet, faults: [refuseRequests({ protocol: Qot_GetKL, ...refusal })] });
    },
  },
  {
    name: "bytes",
    title: "`websock.sendBuff`: replies, refusals, a closed socket",
    open: (pair) => openGateway(pair, quiet),
  },
  {
    name: "silence",
    title: "A gateway that does not answer: `timeout`",
    open: () => openRelay({}),
  },
  {
    name: "late",
    title: "Replies that arrive after their time limit",
    open: () =>
      openRelay({
        answer: (request, send) =>
          setTimeout(() => send({ ...request, body: randomReply(request.protocolId, 0) }), 400),
      }),
    intended: [
      {
        official: "onPush 1002",
        ours: "nothing",
        why: "A reply that is too late is dropped. `futu-api` gives it to `onPush`, as if the gateway had pushed it.",
      },
    ],
  },
  {
    name: "relay",
    title: "The relay has no reply: it says so in the header, or sends an empty one",
    open: () => {
      let requests = 0;
      return openRelay({
        answer(request, send) {
          requests++;
          const empty = { ...request, body: new Uint8Array() };
          send(requests === 4 ? empty : { ...empty, relayError: { code: requests % 4, message: "no reply" } });
        },
      });
    },
    intended: [
      {
        official: 'case 1 resolves: "hangs"',
        ours: 'case 1 rejects: {"retType":-100,"retMsg":"no reply","errCode":1}',
        why: "Where the relay says that it has no reply, the request is rejected with a reply that says so. `futu-api` never settles it.",
      },
      {
        official: 'case 2 resolves: "hangs"',
        ours: 'case 2 rejects: {"retType":-100,"retMsg":"no reply","errCode":2}',
      },
      {
        official: 'case 3 resolves: "hangs"',
        ours: 'case 3 rejects: {"retType":-200,"retMsg":"no reply","errCode":3}',
      },
      {
        official: 'case 4 resolves: "hangs"',
        ours: "case 4 rejects: CustomError: missing required 'retType'",
        why: "An empty reply rejects the request with an error. `futu-api` never settles it.",
      },
    ],
  },
  {
    name: "disconnect",
    title: "A connection that is lost with a request in flight, and the next login",
    open: (pair) => openDropping(pair),
    intended: [
      {
        official: 'in flight resolves: "hangs"',
        ours: 'in flight rejects: "close"',
        why: "A request in flight is rejected with `close` when the connection is lost. `futu-api` never settles it.",
      },
    ],
  },
  {
    name: "resubscribe",
    title: "Subscriptions after a reconnect",
    open: (pair) => openDropping(pair, 50),
    intended: [
      {
        official: "pushes after the reconnect: false",
        ours: "pushes after the reconnect: true",
        why: "What was subscribed is subscribed again after a reconnect. With `futu-api`, pushes end in silence.",
      },
    ],
  },
  {
    name: "restart",
    title: "`start` again, at another gateway",
    open: openTwo,
    intended: [
      {
        official: 'in flight resolves: "hangs"',
        ours: 'in flight rejects: "close"',
        why: "`start` rejects the requests in flight of the connection before it. `futu-api` never settles them.",
      },
    ],
  },
  {
    name: "throwingLogin",
    title: "An `onlogin` that throws",
    open: (pair) => openGateway(pair, quiet),
  },
  {
    name: "throwingPush",
    title: "An `onPush` that throws",
    open: () =>
      openRelay({
        act: (_, send) =>
          send({ protocolId: Qot_UpdateTicker.id, serial: 0, body: randomReply(Qot_UpdateTicker.id, 0) }),
        answer: (request, send) => send({ ...request, body: randomReply(request.protocolId, 0) }),
      }),
  },
  {
    name: "stop",
    title: "`stop`, with a request in flight",
    open: (pair) => openGateway(pair, quiet),
    intended: [
      {
        official: 'a later request resolves: "answered"',
        ours: 'a later request rejects: "error websock not ready"',
        why: "`stop` closes the connection once the requests in flight are done. With `futu-api` it stays open.",
      },
      {
        official: "the process ends by itself: false",
        ours: "the process ends by itself: true",
        why: "A program that has called `stop` can end. With `futu-api` it never does.",
      },
    ],
  },
  {
    name: "close",
    title: "`websock.close`, and the end of the process",
    open: (pair) => openGateway(pair, quiet),
  },
];

function sendPushes(pair: Pair, send: (frame: Frame) => void): void {
  for (const cmd of officialPushes(pair)) {
    for (let seed = 0; seed < 4; seed++) send({ protocolId: cmd, serial: 0, body: randomReply(cmd, seed) });
  }
}

/** Pushes when the program says so. */
async function openGateway({ brand }: Pair, options: Partial<GatewayOptions>): Promise<Stage> {
  const gateway = await startGateway({ brand, ...options });
  return { port: portOf(gateway.wsUrl), act: () => gateway.pushNow(), close: () => gateway.close() };
}

async function openKeyed(pair: Pair, given: (key: string) => string | undefined): Promise<Stage> {
  const key = randomBytes(8).toString("hex");
  const used = given(key);
  return { ...(await openGateway(pair, { ...quiet, key })), ...(used !== undefined && { key: used }) };
}

async function openLater({ brand }: Pair): Promise<Stage> {
  const port = await freePort();
  let gateway: Awaited<ReturnType<typeof startGateway>> | undefined;
  return {
    port,
    act: async () => {
      gateway = await startGateway({ brand, ...quiet, wsPort: port });
    },
    close: async () => await gateway?.close(),
  };
}

/** Loses its connections when the program says so. The request at that time gets no answer. */
async function openDropping({ brand }: Pair, pushIntervalMs: number | false = false): Promise<Stage> {
  const gateway = await startGateway({ brand, tcpPort: false, pushIntervalMs });
  const release = pushIntervalMs === false ? gateway.inject(stallReplies({ protocol: GetGlobalState })) : () => {};
  return {
    port: portOf(gateway.wsUrl),
    act() {
      gateway.dropConnections();
      release();
    },
    close: () => gateway.close(),
  };
}

async function openTwo(pair: Pair): Promise<Stage> {
  const [one, two] = await Promise.all([openDropping(pair), openGateway(pair, quiet)]);
  return { port: one.port, otherPort: two.port, close: () => Promise.all([one.close(), two.close()]) };
}

function portOf(wsUrl: string | undefined): number {
  return Number(new URL(wsUrl ?? "").port);
}
