import { describe, expect, it } from "vitest";
import type { LoadedModules, LoadSettings } from "../../peers/loaded-modules.js";
import { forkPeer } from "../testing/fork-peer.js";

describe.each(["@opend/futu", "@opend/moomoo"])("import %s", (specifier) => {
  it("loads the protocols that it uses and no others", async () => {
    const files = schemaFilesIn(await coreModulesFor(specifier));
    expect(files).toEqual(["GetUserInfo", "Qot_Common", "Qot_GetDailyShortVolume"]);
  });

  it("does not load what one transport, encryption and config files need before they are used", async () => {
    const urls = await modulesFor(specifier);
    expect(urls.filter((url) => /node_modules\/(ws|@rgrove)\//.test(url))).toEqual([]);
    const ofTransports = /\/core\/dist\/(transport|wire\/(?!frame\.js))|-handshake\.js$/;
    expect(urls.filter((url) => ofTransports.test(url))).toEqual([]);
  });

  it("leaves the other protocols to /protocols, which has them", async () => {
    const files = schemaFilesIn(await coreModulesFor(`${specifier}/protocols`));
    expect(files).toEqual(expect.arrayContaining(["Notify", "Qot_GetDailyShortVolume", "Trd_PlaceOrder"]));
  });
});

describe.each(["@opend/core", "@opend/futu"])("import %s/protocols/Qot_GetWarrant", (name) => {
  it("loads that schema file, the one that it refers to, and how protocols work", async () => {
    const modules = await coreModulesFor(`${name}/protocols/Qot_GetWarrant`);
    expect(schemaFilesIn(modules)).toEqual(["Qot_Common", "Qot_GetWarrant"]);
    const others = modules.filter((path) => !path.startsWith("gen/"));
    expect(others).toContain("protocol/codec.js");
    expect(others.filter((path) => !path.startsWith("protocol/") && path !== "errors.js")).toEqual([]);
  });
});

it.each([
  ["Qot_UpdateTicker", ["Qot_Sub"]],
  ["Qot_UpdateEventContractTicker", ["Qot_SubEventContract"]],
  ["Trd_UpdateOrder", ["Trd_SubAccPush"]],
  ["Notify", []],
])("import of the push %s loads what subscribes it, and nothing else that subscribes", async (name, subscribing) => {
  const files = schemaFilesIn(await coreModulesFor(`@opend/core/protocols/${name}`));
  expect(files).toContain(name);
  expect(files.filter((file) => ["Qot_Sub", "Qot_SubEventContract", "Trd_SubAccPush"].includes(file))).toEqual(
    subscribing,
  );
});

async function modulesFor(specifier: string): Promise<LoadedModules> {
  return await forkPeer("loaded-modules.ts", { specifier } satisfies LoadSettings).next<LoadedModules>();
}

/** The modules of core that are loaded for a module, by their paths in `dist`. */
async function coreModulesFor(specifier: string): Promise<string[]> {
  return (await modulesFor(specifier)).flatMap((url) => url.split("/core/dist/").slice(1));
}

/** The schema files whose modules are loaded. */
function schemaFilesIn(modules: readonly string[]): string[] {
  const names = modules.flatMap((path) => /^gen\/protocols\/(\w+)\.js$/.exec(path)?.[1] ?? []);
  return names.filter((name) => name !== "index").sort();
}
