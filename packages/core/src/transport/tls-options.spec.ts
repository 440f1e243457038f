import { createTestCertificates } from "@opend/test-kit/certificates";
import { describe, expect, it } from "vitest";
import { thrownBy } from "../testing/caught.js";
import { readTlsOptions, type TlsOptions } from "./tls-options.js";

const { ca, otherCa, server } = await createTestCertificates();
const digits = server.fingerprint256.replaceAll(":", "").toLowerCase();

describe("tls.ca", () => {
  it("becomes one text per certificate, in any input form", () => {
    const both = [ca.cert.trim(), otherCa.cert.trim()];
    for (const given of [`${ca.cert}\n${otherCa.cert}`, `# ours\r\n${ca.cert}# theirs\n${otherCa.cert}`, both]) {
      expect(readTlsOptions({ ca: given }).ca).toEqual(both);
    }
    expect(readTlsOptions({ ca: ca.cert }).ca).toEqual([ca.cert.trim()]);
    expect(readTlsOptions({}).ca).toBeUndefined();
  });

  it.each<[string, TlsOptions["ca"]]>([
    ["empty", ""],
    ["an empty list", []],
    ["the name of a file", "ca.pem"],
    ["a private key", ca.key],
    ["a certificate and a text without one", [ca.cert, "ca.pem"]],
    ["cut short", ca.cert.slice(0, 100)],
  ])("is refused when it is %s, without repeating it", (_, given) => {
    const error = thrownBy(() => readTlsOptions({ ca: given }));
    expect(error).toMatchObject({ code: "InvalidOption", option: "tls.ca" });
    expect(error.message).not.toContain("ca.pem");
    expect(error.message).not.toContain(ca.key);
  });
});

describe("tls.fingerprint256", () => {
  it("is accepted with and without colons, in either case", () => {
    for (const given of [server.fingerprint256, server.fingerprint256.toLowerCase(), digits, digits.toUpperCase()]) {
      expect(readTlsOptions({ fingerprint256: given }).fingerprint256).toBe(digits);
    }
    expect(readTlsOptions({}).fingerprint256).toBeUndefined();
  });

  it.each([
    ["empty", ""],
    ["a SHA-1", digits.slice(0, 40)],
    ["too long", `${digits}00`],
    ["no hex", `${digits.slice(1)}g`],
    ["with colons out of place", `${digits.slice(0, 3)}:${digits.slice(3)}`],
  ])("is refused when it is %s", (_, fingerprint256) => {
    const error = thrownBy(() => readTlsOptions({ fingerprint256 }));
    expect(error).toMatchObject({ code: "InvalidOption", option: "tls.fingerprint256" });
  });
});
