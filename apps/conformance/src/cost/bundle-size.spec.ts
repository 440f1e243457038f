import { beforeAll, describe, expect, it } from "vitest";
import { type BrowserBundle, bundleForBrowsers } from "./browser-bundle.js";

const maxGzippedBytes = 25_000;

describe.each(["@opend/futu", "@opend/moomoo"])("a browser bundle of connect and dailyShortVolume of %s", (brand) => {
  let bundle: BrowserBundle;
  beforeAll(async () => {
    bundle = await bundleForBrowsers(`
      import { connect } from "${brand}";
      const client = await connect({ url: "ws://127.0.0.1:33333" });
      for await (const row of client.dailyShortVolume("HK.00700")) console.log(row);
    `);
  });

  it(`is smaller than ${maxGzippedBytes / 1000} kB gzipped`, () => {
    const largest = bundle.modules.slice(0, 40).map(([path, bytes]) => `${bytes} ${path}`);
    const report = `${bundle.gzippedBytes} bytes gzipped; before compression:\n${largest.join("\n")}`;
    expect(bundle.gzippedBytes, report).toBeLessThan(maxGzippedBytes);
  });

  it("has the protocols that it uses over WebSocket and no others", () => {
    expect(filesIn(bundle, "packages/core/dist/gen/protocols/")).toEqual([
      "GetUserInfo.js",
      "InitWebSocket.js",
      "Qot_Common.js",
      "Qot_GetDailyShortVolume.js",
      "push-ids.js",
    ]);
  });

  it("has nothing of Node, no reader of config files, and no pushes", () => {
    const paths = bundle.modules.map(([path]) => path);
    expect(paths.filter((path) => /parse-xml|gateway-config|\/ws\/|tcp-|tls|aes|rsa|dist\/push\//.test(path))).toEqual(
      [],
    );
    expect(bundle.code).not.toContain("node:");
  });
});

function filesIn({ modules }: BrowserBundle, folder: string): string[] {
  return modules.flatMap(([path]) => (path.startsWith(folder) ? [path.slice(folder.length)] : [])).sort();
}
