import { createRequire } from "node:module";
import * as coreHotList from "@opend/core/protocols/Qot_GetHotList";
import * as futuHotList from "@opend/futu/protocols/Qot_GetHotList";
import type * as moomooHotList from "@opend/moomoo/protocols/Qot_GetHotList";
import { schemaFiles } from "@opend/test-kit/schema/schema-files";
import { describe, expect, expectTypeOf, it } from "vitest";

const require = createRequire(import.meta.url);

it("a brand exports the enums and types of a schema file", () => {
  expect(futuHotList.HotListSortField).toBe(coreHotList.HotListSortField);
  expectTypeOf<futuHotList.Qot_GetHotList.C2S>().not.toBeAny();
  expectTypeOf<futuHotList.Qot_GetHotList.C2S>().toEqualTypeOf<coreHotList.Qot_GetHotList.C2S>();
  expectTypeOf<moomooHotList.Qot_GetHotList.C2S>().toEqualTypeOf<coreHotList.Qot_GetHotList.C2S>();
});

describe.each(["@opend/futu", "@opend/moomoo"])("%s/protocols/*", (brand) => {
  it.each(schemaFiles)("%s is the same as core's, as ESM and as CommonJS", async (name) => {
    const [core, own] = await Promise.all([
      import(`@opend/core/protocols/${name}`),
      import(`${brand}/protocols/${name}`),
    ]);
    expect(Object.entries(own)).toEqual(Object.entries(core));
    expect(require(`${brand}/protocols/${name}`)).toBe(require(`@opend/core/protocols/${name}`));
  });
});
