import type { Db, JobWithMetadata, PgBoss } from "pg-boss";
import { createArchiveError } from "../base/archive-error.js";
import type { SqlSession } from "../sql/database.js";
import { isPostgresSession, type PostgresDatabase } from "../sql/postgres/open-postgres.js";
import type { LeaseOptions } from "./lease-options.js";
import { type Job, type Lane, type Lease, laneOf, type WorkQueue } from "./work-queue.js";

const neededNode = "22.12";
const schema = "opend_queue";
const jobsPerInsert = 1000;
const lanesAreKnownForMs = 1000;

/**
 * Opens the queue that lies in a PostgreSQL database, so that many processes work at it.
 *
 * @throws `QueueUnavailable`
 */
export async function openBossQueue(
  database: PostgresDatabase,
  { leaseMs = 60_000, retryLimit = 20 }: LeaseOptions,
): Promise<WorkQueue> {
  const { PgBoss: Boss } = await importBoss();
  // It looks for workers that are silent five times in a lease.
  const intervalSeconds = Math.max(1, Math.floor(leaseMs / 5000));
  const boss = new Boss({
    db: dbOf(database),
    schema,
    schedule: false,
    superviseIntervalSeconds: intervalSeconds,
    monitorIntervalSeconds: intervalSeconds,
  });
  // What it cannot do now, it does at its next turn. What we ask it for ourselves fails where we ask.
  boss.on("error", () => {});
  boss.on("warning", () => {});
  // Two that make its tables at once would fail.
  await database.exclusively(async () => {
    await boss.start();
  });
  return new BossQueue(boss, database, leaseMs, retryLimit);
}

class BossQueue implements WorkQueue {
  readonly isShared = true;
  readonly #boss: PgBoss;
  readonly #database: PostgresDatabase;
  readonly #leaseMs: number;
  readonly #retryLimit: number;
  #lanes: readonly Lane[] = [];
  #lanesReadAtMs = 0;

  constructor(boss: PgBoss, database: PostgresDatabase, leaseMs: number, retryLimit: number) {
    this.#boss = boss;
    this.#database = database;
    this.#leaseMs = leaseMs;
    this.#retryLimit = retryLimit;
  }

  async add(jobs: readonly Job[]): Promise<void> {
    const byQueue = new Map<string, ReturnType<typeof insertOf>[]>();
    for (const [index, job] of jobs.entries()) {
      const queue = queueNameOf(laneOf(job));
      const some = byQueue.get(queue) ?? [];
      byQueue.set(queue, some);
      // Those with the highest number come first.
      some.push(insertOf(job, jobs.length - index));
    }
    for (const dataset of new Set(jobs.map((job) => job.dataset))) {
      await this.#boss.createQueue(deadQueueOf(dataset), { deleteAfterSeconds: 3600 });
    }
    for (const [queue, some] of byQueue) {
      await this.#boss.createQueue(queue, {
        policy: "exclusive",
        deadLetter: deadQueueOf(some[0]?.data.dataset ?? ""),
        heartbeatSeconds: Math.max(10, Math.round(this.#leaseMs / 1000)),
        // A job of many pages takes long. Its lease ends long before, when its worker ends.
        expireInSeconds: 23 * 3600,
        retryLimit: this.#retryLimit,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: Math.round(this.#leaseMs / 1000),
        deleteAfterSeconds: 3600,
        warningQueueSize: 10_000_000,
      });
      for (let first = 0; first < some.length; first += jobsPerInsert) {
        await this.#boss.insert(queue, some.slice(first, first + jobsPerInsert));
      }
    }
    this.#lanesReadAtMs = 0;
  }

  async take(isWanted: Parameters<WorkQueue["take"]>[0]): Promise<Lease | undefined> {
    for (const lane of await this.#readLanes()) {
      if (!isWanted(lane)) continue;
      const [found] = await this.#boss.fetch<Job>(queueNameOf(lane), { includeMetadata: true });
      if (!found) continue;
      // The next one comes from another lane, so that each has its turn.
      this.#lanes = [...this.#lanes.filter((other) => other !== lane), lane];
      return this.#leaseOf(lane, found);
    }
    return undefined;
  }

  async takeDead(dataset: string): Promise<readonly Job[]> {
    const queue = deadQueueOf(dataset);
    const found = await this.#boss.fetch<Job>(queue, { batchSize: jobsPerInsert });
    for (const { id } of found) await this.#boss.complete(queue, id);
    return found.map(({ data }) => data);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  async #readLanes(): Promise<readonly Lane[]> {
    if (Date.now() - this.#lanesReadAtMs < lanesAreKnownForMs) return this.#lanes;
    const queues = await this.#boss.getQueues();
    this.#lanes = queues.flatMap(({ name }) => {
      const [, dataset, market] = /^(.+)\.([A-Za-z_]+)$/.exec(name) ?? [];
      return dataset === undefined || market === undefined ? [] : [{ dataset, market }];
    });
    this.#lanesReadAtMs = Date.now();
    return this.#lanes;
  }

  #leaseOf(lane: Lane, { id, data, retryCount, priority }: JobWithMetadata<Job>): Lease {
    const boss = this.#boss;
    const queue = queueNameOf(lane);
    // The attempt is named, so what a worker does whose job went to another has no effect.
    const attempt = { id, retryCount };
    // A page may wait for the quota longer than the lease lasts.
    const renewal = setInterval(() => void boss.touch(queue, attempt).catch(() => {}), this.#leaseMs / 3);
    renewal.unref();
    const end = async (part: () => Promise<unknown>) => {
      clearInterval(renewal);
      await part();
    };
    return {
      job: data,
      lane,
      retries: retryCount,
      hold: async (session) => {
        if (affectedBy(await boss.touch(queue, attempt, { db: dbOf(session) })) > 0) return;
        clearInterval(renewal);
        const { dataset, subject } = data;
        const message = `${dataset} ${subject} went to another worker, since this one was silent for longer than its lease`;
        throw createArchiveError("LeaseLost", message, { dataset, subject });
      },
      done: () => end(() => boss.complete(queue, attempt)),
      giveBack: () =>
        end(() =>
          this.#database.transaction(async (session) => {
            const db = dbOf(session);
            const isHeld = affectedBy(await boss.complete(queue, attempt, null, { db })) > 0;
            if (isHeld) await boss.insert(queue, [insertOf(data, priority)], { db });
          }),
        ),
      retryLater: () => end(() => boss.fail(queue, attempt)),
    };
  }
}

function insertOf(job: Job, priority: number) {
  return { data: job, singletonKey: job.subject, priority };
}

/** Jobs of which the workers ended too often. */
function deadQueueOf(dataset: string): string {
  return `dead.${dataset}`;
}

function queueNameOf({ dataset, market }: Lane): string {
  return `${dataset}.${market}`;
}

function dbOf(session: SqlSession): Db {
  if (!isPostgresSession(session)) throw new TypeError("the session is none of PostgreSQL");
  return { executeSql: (text, values) => session.client.query(text, values) };
}

/** Its declarations do not say what its commands return: how many jobs were there to be changed. */
function affectedBy(response: object): number {
  return Number(Reflect.get(response, "affected"));
}

async function importBoss(): Promise<typeof import("pg-boss")> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isOld = major < 22 || (major === 22 && minor < 12);
  if (isOld) {
    const message = `to fetch into PostgreSQL takes Node ${neededNode} or later, and this is Node ${process.versions.node}. A DuckDB file takes any Node from 20.20 on`;
    throw createArchiveError("QueueUnavailable", message, {});
  }
  try {
    return await import("pg-boss");
  } catch (cause) {
    const message = "the package pg-boss is not installed, which keeps the work in PostgreSQL: npm install pg-boss";
    throw createArchiveError("QueueUnavailable", message, {}, { cause });
  }
}
