import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  GetGlobalState,
  GetUserInfo,
  Notify,
  Qot_GetDailyShortVolume,
  Qot_GetShortInterest,
  Qot_Sub,
  Qot_SubEventContract,
  Qot_UpdateEventContractTicker,
  Qot_UpdateTicker,
  Trd_SubAccPush,
  Trd_UpdateOrder,
} from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import type { LoadedModules, LoadSettings } from "../../peers/loaded-modules.js";
import { forkPeer } from "../testing/fork-peer.js";

const subscribing = [Qot_Sub, Qot_SubEventContract, Trd_SubAccPush];
const unneeded = [GetGlobalState, Notify, Qot_GetShortInterest, Qot_UpdateTicker, ...subscribing];
const needed = [GetUserInfo, Qot_GetDailyShortVolume];

describe.each(["@opend/futu", "@opend/moomoo"])("import %s", (specifier) => {
  it("loads the protocols that it uses and no others", async () => {
    const ids = idsIn(await coreModulesFor(specifier));
    expect(ids).toEqual(expect.arrayContaining(needed.map(({ id }) => id)));
    for (const { id } of unneeded) expect(ids).not.toContain(id);
  });

  it("does not load what WebSocket and config files need before they are used", async () => {
    const urls = await modulesFor(specifier);
    expect(urls.filter((url) => /node_modules\/(ws|@rgrove)\//.test(url))).toEqual([]);
  });

  it("leaves the other protocols to /protocols, which has them", async () => {
    const ids = idsIn(await coreModulesFor(`${specifier}/protocols`));
    expect(ids).toEqual(expect.arrayContaining([...needed, ...unneeded].map(({ id }) => id)));
  });
});

it.each([
  [Qot_UpdateTicker, [Qot_Sub]],
  [Qot_UpdateEventContractTicker, [Qot_SubEventContract]],
  [Trd_UpdateOrder, [Trd_SubAccPush]],
  [Notify, []],
])("import of the push $name loads what subscribes it, and nothing else", async ({ id, name }, [needed]) => {
  const ids = idsIn(await coreModulesFor(`@opend/core/protocols/${name}`));
  expect(ids).toContain(id);
  expect(subscribing.filter((one) => ids.includes(one.id))).toEqual(needed ? [needed] : []);
});

async function modulesFor(specifier: string): Promise<LoadedModules> {
  return await forkPeer("loaded-modules.ts", { specifier } satisfies LoadSettings).next<LoadedModules>();
}

/** The texts of the modules of core that are loaded for a module. */
async function coreModulesFor(specifier: string): Promise<string[]> {
  const urls = (await modulesFor(specifier)).filter((url) => url.includes("/core/dist/"));
  expect(urls.length).toBeGreaterThan(0);
  return urls.map((url) => readFileSync(fileURLToPath(url), "utf8"));
}

/** The protocols that modules define, by the numbers in their descriptors. */
function idsIn(texts: readonly string[]): number[] {
  return texts.flatMap((text) => [...text.matchAll(/^\s*id: (\d+),$/gm)].map(([, id]) => Number(id)));
}
