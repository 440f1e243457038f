import { type BrowserBundle, bundleForBrowsers } from "@opend/test-kit/bundle-for-browsers";
import { beforeAll, describe, expect, it } from "vitest";
import { protocolsIn } from "./protocols-in.js";

const maxGzippedBytes = 40_000;

describe.each(["@opend/futu", "@opend/moomoo"])("a browser bundle of connect and dailyShortVolume of %s", (brand) => {
  let bundle: BrowserBundle;
  beforeAll(async () => {
    bundle = await bundleForBrowsers(
      `
      import { connect } from "${brand}";
      const client = await connect({ url: "ws://127.0.0.1:33333" });
      for await (const row of client.dailyShortVolume("HK.00700")) console.log(row);
    `,
      import.meta.dirname,
    );
  });

  it(`is smaller than ${maxGzippedBytes / 1000} kB gzipped`, () => {
    const largest = bundle.modules.slice(0, 40).map(([path, bytes]) => `${bytes} ${path}`);
    const report = `${bundle.gzippedBytes} bytes gzipped; before compression:\n${largest.join("\n")}`;
    expect(bundle.gzippedBytes, report).toBeLessThan(maxGzippedBytes);
  });

  it("contains the protocols that it uses over WebSocket and no others", () => {
    expect(protocolsIn(bundle.code)).toEqual(["GetUserInfo", "InitWebSocket", "Qot_GetDailyShortVolume"]);
  });

  it("contains nothing of plain values and schemas", () => {
    for (const text of ["use a security code, such as", "json-schema.org"]) expect(bundle.code).not.toContain(text);
  });

  it("contains no Node modules, no reader of config files, and no pushes", () => {
    const paths = bundle.modules.map(([path]) => path);
    expect(paths.filter((path) => /parse-xml|\/ws\//.test(path))).toEqual([]);
    // Texts from modules that must not be in the bundle.
    for (const text of ["node:", "rsa_private_key)", "SHA-1", "SlowConsumer", "drop-oldest"]) {
      expect(bundle.code.includes(text), text).toBe(false);
    }
  });
});
