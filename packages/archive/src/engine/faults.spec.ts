import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import {
  closeMidFrame,
  coalesceReplies,
  corruptChecksum,
  dropConnection,
  dropHeartbeats,
  duplicateReplies,
  type Fault,
  halfOpen,
  jumpClock,
  kickAfterLogin,
  neverSentSerial,
  oversizeLength,
  pushNotify,
  refuseRequests,
  repeatCursor,
  resetConnection,
  splitReplies,
  stallReplies,
  swapReplies,
  wrongSerial,
} from "@opend/sim";
import { describe, expect, it } from "vitest";
import { shortVolume } from "../datasets/short-volume.js";
import { type DatabaseKind, dump, useDatabases } from "../testing/databases.js";
import { connectTo, openArchive, startSim } from "../testing/open-archive.js";
import { sync } from "./sync.js";

const codes = Array.from({ length: 8 }, (_, index) => `HK.${String(index + 1).padStart(5, "0")}`);
const databases = useDatabases();
const protocol = Qot_GetDailyShortVolume;
/** The fault begins with the third page of a connection, and happens four times. */
const often = { protocol, after: 2, times: 4 } as const;

const faults: readonly { readonly name: string; readonly faults: readonly Fault[] }[] = [
  { name: "replies byte by byte", faults: [splitReplies({ protocol })] },
  { name: "joined replies", faults: [coalesceReplies({ count: 2, protocol, times: 10 })] },
  { name: "swapped replies", faults: [swapReplies({ protocol, times: 10 })] },
  { name: "every reply twice", faults: [duplicateReplies({ protocol })] },
  { name: "a push before every reply", faults: [pushNotify()] },
  { name: "dropped connections", faults: [dropConnection(often)] },
  { name: "resets", faults: [resetConnection(often)] },
  { name: "frames that end in the middle", faults: [closeMidFrame({ bytes: 20, ...often })] },
  {
    name: "connections that are closed after the login",
    faults: [dropConnection({ protocol, after: 2, times: 1 }), kickAfterLogin({ times: 3 })],
  },
  { name: "replies that never come", faults: [stallReplies(often)] },
  { name: "connections that fall silent", faults: [halfOpen({ protocol, after: 2, times: 2 })] },
  { name: "heartbeats without a reply", faults: [dropHeartbeats({ times: 3 })] },
  { name: "a clock that jumps", faults: [jumpClock({ ms: 60_000, protocol, after: 2, times: 2 })] },
  { name: "broken checksums", faults: [corruptChecksum(often)] },
  { name: "lengths that are too large", faults: [oversizeLength(often)] },
  { name: "replies with the number of another request", faults: [wrongSerial(often)] },
  { name: "replies with a number of no request", faults: [neverSentSerial(often)] },
  { name: "a cursor that repeats itself", faults: [repeatCursor({ protocol, after: 1, times: 1 })] },
];

const calm = new Map<DatabaseKind, ReturnType<typeof dump>>();

/** What there is after a run without a fault. */
async function undisturbed(kind: DatabaseKind) {
  const known = calm.get(kind);
  if (known) return await known;
  const run = async () => {
    const location = await databases.create(kind);
    const { store } = await openArchive(location);
    const clients = [await connectTo(await startSim())];
    for await (const _progress of sync(store, { dataset: shortVolume, codes, clients }));
    await store.close();
    return await dump(location, shortVolume);
  };
  const dumped = run();
  calm.set(kind, dumped);
  return await dumped;
}

describe.each(["DuckDB", "PostgreSQL"] as const)("into %s", (kind) => {
  it.each(faults)("all rows arrive, once, in spite of $name", { timeout: 60_000 }, async ({ faults: some }) => {
    const gateway = await startSim({ keepAliveIntervalSeconds: 1 });
    const clients = [await connectTo(gateway, { timeoutMs: 200 })];
    for (const fault of some) gateway.inject(fault);
    const location = await databases.create(kind);
    const { store } = await openArchive(location);
    for await (const _progress of sync(store, { dataset: shortVolume, codes, clients }));
    expect((await store.status())[0]).toMatchObject({ codes: 8, done: 8, failed: 0, gaps: 0, rows: 8 * 230 });
    await store.close();
    expect(await dump(location, shortVolume)).toEqual(await undisturbed(kind));
  });

  it("securities of which the pages repeat are recorded as failed, and fetched by the next run", async () => {
    const gateway = await startSim();
    const release = gateway.inject(repeatCursor({ protocol }));
    const clients = [await connectTo(gateway)];
    const { store } = await openArchive(await databases.create(kind));
    const some = { dataset: shortVolume, codes, clients, concurrency: 1 };
    for await (const _progress of sync(store, some));
    const [first] = await store.status();
    expect(first).toMatchObject({ done: 0, failed: 8 });
    expect(first?.failures[0]).toMatchObject({ code: "RepeatedCursor" });
    release();
    for await (const _progress of sync(store, some));
    expect((await store.status())[0]).toMatchObject({ done: 8, failed: 0, gaps: 0, rows: 8 * 230 });
  });

  it("a security that is refused is recorded, and fetched by the next run", async () => {
    const gateway = await startSim();
    gateway.inject(refuseRequests({ protocol, retMsg: "unknown stock", after: 3, times: 1 }));
    const clients = [await connectTo(gateway)];
    const { store } = await openArchive(await databases.create(kind));
    const some = { dataset: shortVolume, codes, clients, concurrency: 1 };
    for await (const _progress of sync(store, some));
    expect((await store.status())[0]).toMatchObject({ done: 7, failed: 1, failures: [{ code: "UnknownSecurity" }] });
    for await (const _progress of sync(store, some));
    expect((await store.status())[0]).toMatchObject({ done: 8, failed: 0, gaps: 0, rows: 8 * 230 });
  });
});
