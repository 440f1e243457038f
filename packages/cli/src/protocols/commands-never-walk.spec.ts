import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetUserInfo, InitConnect, Qot_RequestHistoryKL, Trd_PlaceOrder } from "@opend/core/protocols";
import { connect } from "@opend/futu";
import { handle, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import fc from "fast-check";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";
import { type AnyRequest, isRequest } from "./any-protocol.js";
import { defineRows } from "./define-rows.js";
import { loadProtocols } from "./find-protocol.js";

/** Every protocol that changes something, or belongs to the connection. */
let commands: readonly AnyRequest[] = [];

beforeAll(async () => {
  commands = (await loadProtocols()).filter(isRequest).filter(({ kind }) => kind !== "query");
});

async function start() {
  const gateway = await startGateway({ brand: "futu", tradePassword: "secret" });
  onTestFinished(() => gateway.close());
  const folder = await tempFolder({});
  return {
    gateway,
    folder,
    opend: (...args: string[]) => runOpend(["--brand", "futu", "--url", gateway.tcpUrl ?? "", ...args]),
    /** How often anybody logged in, and how many commands arrived. */
    counts: () =>
      [InitConnect, ...commands.filter(({ id }) => id !== InitConnect.id)].map((one) => gateway.requestCount(one)),
  };
}

const order = {
  header: { trdEnv: "Real", accID: "7000000001", trdMarket: "HK" },
  trdSide: "Buy",
  orderType: "Normal",
  code: "00700",
  qty: 100,
  price: 300,
  secMarket: "HK",
};

/** A journal of a run that has one more page to fetch. */
function journalOf(command: string, protocol: string, request: object, out: string): string {
  const options = { kept: { protocol, request }, output: {} };
  const head = { opend: 1, command, options, starts: [{ code: protocol }], outs: [out] };
  return `${JSON.stringify(head)}\n`;
}

describe("what changes something", () => {
  it("is every order, every unlock and what sets lists and alerts", () => {
    expect(commands.map(({ name }) => name)).toEqual([
      "InitWebSocket",
      "InitConnect",
      "KeepAlive",
      "Trd_UnlockTrade",
      "Trd_PlaceOrder",
      "Trd_ModifyOrder",
      "Trd_PlaceComboOrder",
      "Qot_ModifyUserSecurity",
      "Qot_SetPriceReminder",
      "Qot_SetOptionEventAlert",
      "Qot_GetEventContractComboRfq",
    ]);
  });

  it("goes through no walk, no journal and no ranking, and nobody connects", async () => {
    const { folder, opend, counts } = await start();
    const before = counts();
    for (const { name } of commands) {
      const request = name === "Trd_PlaceOrder" ? order : {};
      const out = join(folder, `${name}.csv`);
      const journal = async (command: string) =>
        await writeFile(`${out}.resume`, journalOf(command, name, request, out));
      const runs: (() => Promise<{ code: number; stderr: string }>)[] = [
        () => opend("call", name, JSON.stringify(request), "--all-pages"),
        () => opend("call", name, JSON.stringify(request), "--all-pages", "--yes"),
        () => opend("call", name, JSON.stringify(request), "--all-pages", "--out", out),
        () => opend("call", name, JSON.stringify(request), "--all-pages", "--limit", "1", "--format", "ndjson"),
        async () => {
          await journal("call");
          return await opend("call", "--resume", out);
        },
        async () => {
          await journal("call");
          return await opend("call", "--resume", out, "--yes");
        },
        async () => {
          await journal("rank");
          return await opend("rank", "--resume", out);
        },
        () => opend("rank", name),
      ];
      for (const run of runs) {
        const { code, stderr } = await run();
        expect([name, code, stderr]).toEqual([name, 2, expect.stringMatching(/^opend: [^\n]+\n$/)]);
        expect(existsSync(out)).toBe(false);
      }
    }
    expect(counts()).toEqual(before);
    expect(Math.max(...before)).toBe(0);
  });

  it("says what it is and how it is sent", async () => {
    const { opend } = await start();
    const { stderr } = await opend("call", "Trd_PlaceOrder", JSON.stringify(order), "--all-pages");
    expect(stderr).toBe(
      "opend: Trd_PlaceOrder changes something at the gateway or the broker. --all-pages, --resume and rank only read: `opend call Trd_PlaceOrder` sends it once\n",
    );
  });

  it("leaves no secret of a reply in a page, which a journal would keep", async () => {
    const webKey = "5ebe2294";
    const gateway = await startGateway({
      brand: "futu",
      handlers: [handle(GetUserInfo, () => ({ nickName: "Ann", webKey }))],
    });
    onTestFinished(() => gateway.close());
    const client = await connect({ url: gateway.tcpUrl, env: {} });
    onTestFinished(() => client.close());
    const kind = await defineRows({ protocol: "GetUserInfo", request: {} });
    const settings = { limit: undefined, onFailure: "throw", signal: new AbortController().signal } as const;
    for await (const { rows } of kind.open(client, [{ code: "GetUserInfo" }], settings).pages()) {
      expect(rows).toEqual([{ row: { nickName: "Ann" }, reply: {} }]);
    }
    const secrets = kind.columns.filter(({ isSecret }) => isSecret);
    expect(secrets.map(({ path }) => path)).toEqual([["row", "webKey"]]);
  });

  it("leaves no secret in a file", async () => {
    const { folder, opend } = await start();
    const out = join(folder, "unlock.csv");
    const md5 = "5ebe2294ecd0e0f08eab7690d2a6ee69";
    await opend("call", "Trd_UnlockTrade", "unlock=true", `pwdMD5=${md5}`, "--all-pages", "--out", out);
    expect([out, `${out}.part`, `${out}.resume`].filter(existsSync)).toEqual([]);
  });

  it("is sent by call once it is confirmed, and only then", async () => {
    const { gateway, opend } = await start();
    const asked = await opend("call", "Trd_PlaceOrder", JSON.stringify(order));
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("Add --yes to confirm")]);
    const url = ["--brand", "futu", "--url", gateway.tcpUrl ?? ""];
    const piped = await runOpend([...url, "call", "Trd_PlaceOrder", "-"], { stdin: JSON.stringify(order) });
    expect(piped.code).toBe(2);
    expect(gateway.requestCount(Trd_PlaceOrder)).toBe(0);
    const sent = await runOpend([...url, "call", "Trd_PlaceOrder", "-", "--yes"], { stdin: JSON.stringify(order) });
    expect([sent.code, gateway.requestCount(Trd_PlaceOrder)]).toEqual([1, 1]);
    expect(sent.stderr).toContain("there is no account");
  });

  it("is not reached by any edit of a journal", async () => {
    const { folder, opend, gateway } = await start();
    const out = join(folder, "rows.csv");
    const sane = JSON.parse(journalOf("call", "Qot_GetShortInterest", { security: "US.AAPL" }, out));
    const value = fc.oneof(
      fc.constantFrom<unknown>("Trd_PlaceOrder", "2202", "placeorder", "Trd_UnlockTrade", "call", "rank", order, out),
      fc.constantFrom<unknown>("../x.csv", "/tmp/x.csv", null, 1, "", [], {}),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const paths = [["command"], ["outs"], ["starts"], ["options", "kept"], ["options", "kept", "protocol"]];
    const more = [["options", "kept", "request"], ["options", "limit"], ["options", "output"], ["opend"], ["further"]];
    const edit = fc.tuple(fc.constantFrom(...paths, ...more), value);
    const page = fc.oneof(fc.constant({ code: "Qot_GetShortInterest", rows: [], cursor: "10" }), value);
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        fc.array(page, { maxLength: 2 }),
        fc.constantFrom("call", "rank", "candles", "short-volume"),
        async (edits, pages, command) => {
          const head = structuredClone(sane);
          for (const [path, to] of edits) setAt(head, path, to);
          const text = [head, ...pages].map((line) => `${JSON.stringify(line)}\n`).join("");
          await writeFile(`${out}.resume`, text);
          const { code, stderr } = await opend(command, "--resume", out);
          expect([0, 1, 2]).toContain(code);
          // One line says what is wrong, and it is no mistake of ours.
          expect(stderr).not.toMatch(/is not a function|not iterable|Cannot read|undefined| {4}at /);
        },
      ),
      { numRuns: 150, examples: [[[[["outs"], [out, join(folder, "second.csv")]]], [], "call"]] },
    );
    for (const one of commands) if (one.id !== InitConnect.id) expect(gateway.requestCount(one)).toBe(0);
    expect((await readdir(folder)).filter((name) => !name.startsWith("rows.csv"))).toEqual([]);
  }, 60_000);
});

describe("a journal of a query", () => {
  it("writes only what the user names", async () => {
    const { folder, opend, gateway } = await start();
    const out = join(folder, "rows.csv");
    const other = join(folder, "other.ndjson");
    const text = journalOf("call", "Qot_GetShortInterest", { security: "US.AAPL" }, out);
    const head = JSON.parse(text);
    await writeFile(`${out}.resume`, `${JSON.stringify({ ...head, outs: [out, other] })}\n`);
    const refused = await opend("call", "--resume", out);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      `opend: --resume: besides ${out}, this run writes ${other}. Name what it writes: opend call --brand futu --url ${gateway.tcpUrl} --resume ${out} --out ${other}\n`,
    ]);
    expect(gateway.requestCount(InitConnect)).toBe(0);
    const { code } = await opend("call", "--resume", `${out}.resume`, "--out", other);
    expect(code).toBe(0);
    expect((await readFile(out, "utf8")).split("\n").length).toBe(
      (await readFile(other, "utf8")).split("\n").length + 1,
    );
    expect(existsSync(`${out}.resume`)).toBe(false);
  });

  it("belongs to the file that it names", async () => {
    const { folder, opend } = await start();
    const out = join(folder, "rows.csv");
    const text = journalOf("call", "Qot_GetShortInterest", { security: "US.AAPL" }, join(folder, "victim.csv"));
    await writeFile(`${out}.resume`, text);
    const { code, stderr } = await opend("call", "--resume", out);
    expect([code, stderr]).toEqual([2, `opend: --resume: ${out}.resume belongs to victim.csv, not to ${out}\n`]);
    expect(existsSync(join(folder, "victim.csv"))).toBe(false);
  });

  it("stays when its cursor is wrong, and can be read by its user only", async () => {
    const { folder, opend, gateway } = await start();
    const out = join(folder, "rows.csv");
    const request = {
      security: "US.AAPL",
      klType: "Day",
      rehabType: "None",
      beginTime: "2026-01-01",
      endTime: "2026-05-08",
    };
    const head = JSON.parse(journalOf("call", "Qot_RequestHistoryKL", request, out));
    const starts = [{ code: "Qot_RequestHistoryKL", cursor: "no cursor" }];
    await writeFile(`${out}.resume`, `${JSON.stringify({ ...head, starts })}\n`, { mode: 0o600 });
    const { code, stderr } = await opend("call", "--resume", out);
    expect([code, stderr]).toEqual([2, expect.stringContaining('"no cursor" is not a cursor')]);
    expect(gateway.requestCount(Qot_RequestHistoryKL)).toBe(0);
    expect((await stat(`${out}.resume`)).mode & 0o777).toBe(0o600);
    expect([out, `${out}.part`].filter(existsSync)).toEqual([]);
  });
});

function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at: Record<string, unknown> = target;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    if (typeof next !== "object" || next === null) return;
    at = next as Record<string, unknown>;
  }
  at[path.at(-1) ?? ""] = value;
}
