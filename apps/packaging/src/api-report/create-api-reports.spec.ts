import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { publishedPackages, readManifest } from "../published-packages.ts";
import { createApiReports } from "./create-api-reports.ts";
import { reportFile } from "./report-file.ts";

it.each(publishedPackages.map((published) => [published.manifest.name, published] as const))(
  "%s has the API in its report: after an intended change, run pnpm api-report",
  (_, published) => {
    for (const { part, text } of createApiReports(published)) {
      expect(text).toBe(readFileSync(reportFile(published, part), "utf8"));
    }
  },
);

describe("a report", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  const report = (files: Readonly<Record<string, string>>, subpaths: readonly string[] = ["."]) => {
    const folder = mkdtempSync(join(tmpdir(), "opend-api-"));
    folders.push(folder);
    const exports = Object.fromEntries(
      subpaths.map((subpath) => {
        const types = `./dist/${subpath === "." ? "index" : subpath.slice(2)}.d.ts`;
        return [subpath, { import: { types, default: "" }, require: { types, default: "" } }];
      }),
    );
    const manifest = { name: "pkg", version: "1.0.0", type: "module", exports };
    for (const [path, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const reports = createApiReports({ folder, manifest: readManifest(folder) });
    return reports.map(({ text }) => text).join("\n");
  };

  it("includes the types behind a public one, however indirect, even if they are not exported", () => {
    const text = report({
      "dist/index.d.ts": 'export { open } from "./open.js";',
      "dist/open.d.ts": 'import type { Deep } from "./deep.js"; export declare function open(deep: Deep["one"]): void;',
      "dist/deep.d.ts": "interface One { here: 1 } export interface Deep { one: One }",
    });
    expect(text).toContain("here: 1;");
    expect(text).toContain("## deep");
  });

  it("omits comments and everything that programs cannot see", () => {
    const text = report({
      "dist/index.d.ts": 'export { open } from "./open.js";',
      "dist/open.d.ts": "/** Opens. */ export declare function open(): void; export declare function hidden(): void;",
      "dist/hidden.d.ts": "export interface Hidden {}",
    });
    expect(text).toContain("function open");
    expect(text).not.toMatch(/hidden|Hidden|Opens/);
  });

  it("includes all exports of a namespace, and each declaration of a name that has several", () => {
    const text = report({
      "dist/index.d.ts": 'export * as Colors from "./colors.js";',
      "dist/colors.d.ts": `export declare const Color: { readonly Red: 0 };
        export type Color = (typeof Color)[keyof typeof Color];
        export declare namespace Color { type Red = typeof Color.Red; }`,
    });
    expect(text).toMatch(/const Color: \{.*type Color =.*namespace Color \{/s);
  });

  it("includes every entry behind a pattern, except the excluded ones", () => {
    const text = report(
      { "dist/index.d.ts": "export {};", "dist/parts/a.d.ts": "export type A = 1;", "dist/parts/b.d.ts": "export {};" },
      [".", "./parts/*"],
    );
    expect(text).toContain("- `pkg/parts/a`: parts/a\n- `pkg/parts/b`: parts/b");
    expect(text).toContain("export type A = 1;");
  });

  it("names the imports from another package, and leaves their types to that package's report", () => {
    const text = report({
      "dist/index.d.ts": 'export * from "other"; export { Far } from "far"; export { Near } from "./near.js";',
      "dist/near.d.ts": 'import type { Far } from "far"; export interface Near extends Far {}',
    });
    expect(text).toContain('export * from "other";\nexport { Far } from "far";');
    expect(text).toContain('import type { Far } from "far";\nexport interface Near extends Far');
  });

  it("is separate for protocols and internals, and repeats nothing", () => {
    const text = report(
      {
        "dist/index.d.ts": 'export { open } from "./open.js";',
        "dist/open.d.ts": 'import type { S2C } from "./gen/one.js"; export declare function open(s2c: S2C): void;',
        "dist/internal.d.ts": 'export { open } from "./open.js"; export { inner } from "./inner.js";',
        "dist/inner.d.ts": "export declare const inner: 1;",
        "dist/protocols.d.ts": 'export { One } from "./gen/one.js";',
        "dist/gen/one.d.ts": "export interface S2C { here: 1 } export declare const One: S2C;",
      },
      [".", "./internal", "./protocols"],
    );
    const [main = "", internal = "", protocols = ""] = text.split(/^# /m).slice(1);
    expect(main).toContain("function open");
    expect(main).not.toMatch(/here: 1|inner/);
    expect(internal).toContain("const inner");
    expect(internal).not.toContain("function open");
    expect(protocols).toMatch(/here: 1.*const One/s);
  });
});
