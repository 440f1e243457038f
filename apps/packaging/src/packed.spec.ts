import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { beforeAll, describe, expect, it } from "vitest";
import { packPackage } from "./pack-package.ts";
import { listEntries, type Manifest, publishedPackages } from "./published-packages.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const license = readFileSync(join(repository, "LICENSE"), "utf8");

/** The packages that bundle others: whose licenses they carry, and what they depend on besides. */
const bundling: Readonly<
  Record<string, { readonly licenses: readonly string[]; readonly dependencies: readonly string[] }>
> = {
  "@opend/core": {
    licenses: ["@bufbuild/protobuf 2.", "@noble/hashes 2.", "Apache License", "MIT License", "Google Inc"],
    dependencies: ["@rgrove/parse-xml", "ws"],
  },
  "@opend/table": {
    licenses: [
      "csv-stringify 6.",
      "hyparquet-writer 0.",
      "apache-arrow 21.",
      "flatbuffers ",
      "Apache License",
      "MIT License",
    ],
    dependencies: ["@opend/core"],
  },
  "@opend/cli": {
    licenses: ["@observablehq/plot 0.", "linkedom 0.", "d3-scale ", "string-width 8.", "ISC", "MIT License"],
    dependencies: [
      "@bomb.sh/tab",
      ...["core", "futu", "limiter-redis", "market", "moomoo", "pager", "sim", "table", "trade"].map(
        (each) => `@opend/${each}`,
      ),
      "@resvg/resvg-js",
      "commander",
      "prom-client",
    ],
  },
};

/** What a package has in `dist` besides code. */
const assets: Readonly<Record<string, readonly string[]>> = {
  "@opend/cli": ["OFL.txt", "Roboto-Regular.ttf", "Roboto-SemiBold.ttf"].map((file) => `dist/chunks/fonts/${file}`),
};

it("this package.json names every published package, so all are built before these tests", () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(publishedPackages.map((p) => p.manifest.name)));
});

describe.each(publishedPackages.map((published) => [published.manifest.name, published] as const))(
  "%s",
  (name, published) => {
    let tarball: Buffer<ArrayBuffer>;
    let packed: Package;
    let files: readonly string[];
    const read = (file: string) => packed.readFile(`/node_modules/${name}/${file}`);

    beforeAll(() => {
      tarball = packPackage(published.folder);
      packed = createPackageFromTarballData(tarball);
      files = packed.listFiles().map((file) => file.slice(`/node_modules/${name}/`.length));
    });

    it("passes publint", async () => {
      const { buffer, byteOffset, byteLength } = tarball;
      const pack = { tarball: buffer.slice(byteOffset, byteOffset + byteLength) };
      expect((await publint({ pack, strict: true })).messages).toEqual([]);
    });

    it("has the right types at every entry in every resolution mode", async () => {
      const includeEntrypoints = listEntries(published).map(({ specifier }) => specifier.replace(name, "."));
      if (includeEntrypoints.length === 0) {
        expect(Object.keys(published.manifest.exports)).toEqual(["./package.json"]);
        return;
      }
      const analysis = await checkPackage(packed, { includeEntrypoints });
      expect(analysis).toMatchObject({ types: { kind: "included" }, problems: [] });
    });

    it("contains the build and the documents, and nothing else", () => {
      const others = files.filter((file) => !/^dist\/.*\.(?:js|cjs|js\.map|cjs\.map|d\.ts|d\.cts)$/.test(file));
      const licenses = bundling[name] ? ["dist/THIRD-PARTY-LICENSES.txt"] : [];
      const expected = ["LICENSE", "README.md", ...licenses, ...(assets[name] ?? []), "package.json"].sort();
      expect(others.filter((file) => file !== "CHANGELOG.md").sort()).toEqual(expected);
      expect(files.filter((file) => /spec|testing/.test(file))).toEqual([]);
      expect(read("LICENSE")).toBe(license);
    });

    it("includes the licenses of bundled packages, and does not depend on them", () => {
      const bundled = files.filter((file) => /\.js$/.test(file) && read(file).includes("node_modules/"));
      expect(bundled.length > 0).toBe(name in bundling);
      const expected = bundling[name];
      if (expected === undefined) return;
      const licenses = read("dist/THIRD-PARTY-LICENSES.txt");
      for (const text of expected.licenses) expect(licenses).toContain(text);
      const types = files.filter((file) => file.endsWith(".d.ts"));
      const foreign = types.flatMap((file) => [...read(file).matchAll(/from "(@(?!opend)[^"]+|[a-z][^"]*)"/g)]);
      expect(foreign.map(([, specifier]) => specifier)).toEqual([]);
      const manifest: Manifest = JSON.parse(read("package.json"));
      expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual(expected.dependencies);
    });

    it("reveals nothing about the machine that built it", () => {
      expect(files.filter((file) => read(file).includes(repository))).toEqual([]);
    });

    it("has a manifest that works outside the repository", () => {
      const manifest: Manifest = JSON.parse(read("package.json"));
      expect(manifest).toMatchObject({ license: "MIT", sideEffects: false, engines: { node: ">=20.20" } });
      expect(manifest.keywords).toContain("opend");
      const { dependencies, optionalDependencies } = manifest;
      const ranges = Object.values({ ...dependencies, ...optionalDependencies });
      expect(ranges.filter((range) => range.includes(":"))).toEqual([]);
      expect(manifest).not.toHaveProperty("scripts.postinstall");
    });

    it("has source maps that include the sources", () => {
      const mapped = files.filter((file) => read(file).includes("\n//# sourceMappingURL="));
      expect(mapped.length).toBeGreaterThan(0);
      for (const file of mapped) {
        const [, map = ""] = /\n\/\/# sourceMappingURL=(.*)/.exec(read(file)) ?? [];
        const { sources, sourcesContent } = JSON.parse(read(posix.join(dirname(file), map)));
        const texts = sources.map((source: string) => {
          // Sources of other packages, and of generated messages and tables, would make up most of the package.
          if (!source.startsWith("../") || /\/gen\/(?:messages|plain|enum-texts|schema|definitions)\//.test(source))
            return null;
          return readFileSync(join(published.folder, dirname(file), source), "utf8");
        });
        expect(sourcesContent, file).toEqual(texts);
      }
    });
  },
);
