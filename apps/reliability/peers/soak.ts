// Pushes at a high rate, with a disconnect every second. The client must count every loss, and nothing may pile up.
import { connect } from "@opend/futu";
import { Qot_UpdateTicker } from "@opend/futu/protocols";
import { startGateway } from "@opend/sim";

/** The settings of this script. */
export interface SoakSettings {
  readonly seconds: number;
  readonly pushesPerSecond: number;
}

/** The outcome. */
export interface SoakReport {
  /** How many pushes the gateway sent on a connection. */
  readonly sent: number;
  /** How many pushes a stream with room for all of them gave. */
  readonly received: number;
  /** How many pushes a slow stream gave, and how many it counted as dropped. */
  readonly takenSlowly: number;
  readonly dropped: number;
  readonly connections: number;
  readonly heapBeforeBytes: number;
  readonly heapAfterBytes: number;
}

const { seconds, pushesPerSecond }: SoakSettings = JSON.parse(process.env["OPEND_PEER_SETTINGS"] ?? "{}");
const codes = Array.from({ length: 10 }, (_, index) => `HK.0001${index}`);
const tickMs = 10;
const warmUpMs = 3_000;

const gateway = await startGateway({ brand: "futu", pushIntervalMs: false });
const client = await connect({ url: gateway.tcpUrl, env: {}, reconnect: { baseDelayMs: 1, maxDelayMs: 5 } });

let received = 0;
const fast = (async () => {
  for await (const _ of client.pushes(Qot_UpdateTicker, { codes, bufferSize: 1_000_000 })) received++;
})();

const slowStream = client.pushes(Qot_UpdateTicker, { codes, bufferSize: 100 });
let takenSlowly = 0;
const slow = (async () => {
  for await (const _ of slowStream) {
    takenSlowly++;
    // At most one each millisecond, and at the end all that still wait.
    if (client.state.status !== "closed") await new Promise((resolve) => setTimeout(resolve, 1));
  }
})();

let sent = 0;
let sequence = 0;
const ticker = () => {
  sequence++;
  const security = { market: 1, code: `0001${sequence % codes.length}` };
  const tick = { time: "2026-05-08 10:00:00", sequence: BigInt(sequence), dir: 1, price: 1, volume: 1n, turnover: 1 };
  return { security, tickerList: [tick] };
};
// Opens both streams first, so that each push reaches both or none.
while (gateway.push(Qot_UpdateTicker, ticker()) === 0) await new Promise((resolve) => setTimeout(resolve, tickMs));
sent++;

let dueMs = performance.now();
const pushing = setInterval(() => {
  for (const nowMs = performance.now(); dueMs < nowMs; dueMs += 1000 / pushesPerSecond) {
    sent += gateway.push(Qot_UpdateTicker, ticker());
  }
}, tickMs);
const cutting = setInterval(() => gateway.dropConnections(), 1000);

await new Promise((resolve) => setTimeout(resolve, warmUpMs));
const heapBeforeBytes = collectedHeap();
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const heapAfterBytes = collectedHeap();
clearInterval(pushing);
clearInterval(cutting);
const connections = client.state.epoch;
await client.close();
await Promise.all([fast, slow]);
await gateway.close();
const { dropped } = slowStream;
process.send?.({
  sent,
  received,
  takenSlowly,
  dropped,
  connections,
  heapBeforeBytes,
  heapAfterBytes,
} satisfies SoakReport);

function collectedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
