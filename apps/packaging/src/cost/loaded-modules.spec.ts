import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { forkPeer } from "@opend/test-kit/fork-peer";
import { describe, expect, it } from "vitest";
import type { LoadedModules, LoadSettings } from "../../peers/loaded-modules.js";
import { protocolsIn } from "./protocols-in.js";

describe.each(["@opend/futu", "@opend/moomoo"])("import %s", (specifier) => {
  it("loads the protocols that it uses and no others, in few modules and bytes", async () => {
    const loaded = await load(specifier);
    expect(loaded.protocols).toEqual(["GetUserInfo", "Qot_GetDailyShortVolume"]);
    expect(loaded.modules).toBeLessThan(32);
    expect(loaded.bytes).toBeLessThan(360_000);
    // A chunk that is imported only for side effects, which none has.
    expect(loaded.code).not.toMatch(/^import "\.\.?\//m);
  });

  it("does not load the modules of a transport, of encryption or of config files before it needs them", async () => {
    const { urls, code } = await load(specifier);
    expect(urls.filter((url) => /node_modules\/(ws|@rgrove)\//.test(url))).toEqual([]);
    // Texts that identify these modules.
    for (const name of ["createTcpLink", "createServerWebSocketLink", "shakeHandsOverTcp", "RsaCipher", "AesCipher"]) {
      expect(code, name).not.toMatch(new RegExp(`(?:class|function|const|var) ${name}\\b`));
    }
  });

  it("leaves the other protocols to /protocols", async () => {
    const { protocols } = await load(`${specifier}/protocols`);
    expect(protocols).toEqual(expect.arrayContaining(["Notify", "Qot_GetDailyShortVolume", "Trd_PlaceOrder"]));
  });
});

describe.each(["@opend/core", "@opend/futu"])("import %s/protocols/Qot_GetWarrant", (name) => {
  it("loads that protocol, and neither a session nor a transport", async () => {
    const { protocols, code, bytes } = await load(`${name}/protocols/Qot_GetWarrant`);
    expect(protocols).toEqual(["Qot_GetWarrant"]);
    expect(code).not.toMatch(/class (?:Session|Client|GatewayConnection)\b/);
    expect(bytes).toBeLessThan(260_000);
  });
});

/** Texts of the modules that only plain values, and only JSON Schema and columns, need. */
const marks = { plain: "use a security code, such as", schema: "https://json-schema.org/draft/2020-12/schema" };

describe("plain values", () => {
  it.each(["@opend/futu", "@opend/futu/protocols", "@opend/core/protocols/Qot_RequestHistoryKL"])(
    "load nothing with %s",
    async (specifier) => {
      const { urls, code } = await load(specifier);
      expect(urls.filter((url) => /\/gen\/(?:plain|schema)\//.test(url))).toEqual([]);
      for (const mark of Object.values(marks)) expect(code).not.toContain(mark);
    },
  );

  it("load their own tables with @opend/core/plain/Qot_RequestHistoryKL, and neither schemas nor sessions", async () => {
    const { urls, code, protocols } = await load("@opend/core/plain/Qot_RequestHistoryKL");
    expect(protocols).toEqual(["Qot_RequestHistoryKL"]);
    expect(code).toContain(marks.plain);
    expect(code).not.toContain(marks.schema);
    expect(code).not.toMatch(/class (?:Session|Client)\b/);
    const tables = urls.flatMap((url) => /\/gen\/plain\/(\w+)\.js$/.exec(url)?.[1] ?? []);
    expect(tables).toContain("Qot_RequestHistoryKL");
    expect(tables.length).toBeLessThan(5);
  });

  it("load the texts of schemas with @opend/core/schema/Qot_RequestHistoryKL", async () => {
    const { code } = await load("@opend/core/schema/Qot_RequestHistoryKL");
    expect(code).toContain("Price adjustment.");
  });
});

it.each([
  ["Qot_UpdateTicker", ["Qot_Sub"]],
  ["Qot_UpdateEventContractTicker", ["Qot_SubEventContract"]],
  ["Trd_UpdateOrder", ["Trd_SubAccPush"]],
  ["Notify", []],
])("importing the push %s loads only the protocol that subscribes to it, if any", async (name, subscribing) => {
  const { protocols } = await load(`@opend/core/protocols/${name}`);
  const subscribes = ["Qot_Sub", "Qot_SubEventContract", "Trd_SubAccPush"];
  expect(protocols).toContain(name);
  expect(protocols.filter((each) => subscribes.includes(each))).toEqual(subscribing);
  expect(protocols.length).toBeLessThan(4);
});

/** Returns what Node loads for a module: the code of this project's packages, and the URLs of all modules. */
async function load(specifier: string) {
  const urls = await forkPeer(new URL("../../peers/loaded-modules.ts", import.meta.url), {
    specifier,
  } satisfies LoadSettings).next<LoadedModules>();
  const own = urls.filter((url) => url.includes("/packages/")).map((url) => readFileSync(fileURLToPath(url), "utf8"));
  const code = own.join("\n");
  return { urls, code, modules: own.length, bytes: Buffer.byteLength(code), protocols: protocolsIn(code) };
}
