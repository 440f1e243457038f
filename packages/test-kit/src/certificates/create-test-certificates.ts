import { X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

/** A certificate and its private key, as PEM texts. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate in Node's format: upper case with colons. */
  readonly fingerprint256: string;
}

/** Certificates for every case of a test. All are for servers, except those of the CAs. */
export interface TestCertificates {
  readonly ca: TestCertificate;
  /** Signed by `ca`, for localhost and 127.0.0.1. */
  readonly server: TestCertificate;
  /** Like `server`, but it expired yesterday. */
  readonly expired: TestCertificate;
  /** Like `server`, but for gateway.example. */
  readonly otherName: TestCertificate;
  /** Self-signed, for localhost and 127.0.0.1. */
  readonly selfSigned: TestCertificate;
  /** A CA that signed none of them. */
  readonly otherCa: TestCertificate;
}

const dayMs = 86_400_000;

/** Makes a new CA, and valid and invalid certificates. */
export async function createTestCertificates(): Promise<TestCertificates> {
  const [ca, otherCa] = await Promise.all([createCa("Test CA"), createCa("Other test CA")]);
  const here = { names: ["localhost"], addresses: ["127.0.0.1"] };
  const [server, expired, otherName, selfSigned] = await Promise.all([
    createServerCertificate({ ca, ...here }),
    createServerCertificate({ ca, ...here, notAfter: daysFromNow(-1) }),
    createServerCertificate({ ca, names: ["gateway.example"], addresses: [] }),
    createServerCertificate(here),
  ]);
  return { ca, server, expired, otherName, selfSigned, otherCa };
}

async function createCa(name: string): Promise<TestCertificate> {
  return await create(name, {
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

interface ServerCertificate {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** The CA that signs it. Default: the certificate is self-signed. */
  readonly ca?: TestCertificate;
  /** The end of its validity. Default: tomorrow. */
  readonly notAfter?: Date;
}

async function createServerCertificate({ names, addresses, ca, notAfter }: ServerCertificate) {
  return await create("test gateway", {
    ...(ca && { ca }),
    ...(notAfter && { notAfterDate: notAfter }),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
}

type Options = NonNullable<Parameters<typeof generate>[1]>;

async function create(name: string, options: Options): Promise<TestCertificate> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: daysFromNow(-2),
    notAfterDate: daysFromNow(1),
    ...options,
  });
  return { cert: made.cert, key: made.private, fingerprint256: new X509Certificate(made.cert).fingerprint256 };
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}
