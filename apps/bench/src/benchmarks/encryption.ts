import { generateKeyPairSync } from "node:crypto";
import type { Benchmark } from "../benchmark.ts";
import { cpuOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { withLongWarmUp } from "./walk-sides.ts";

const ciphers = ["AES_CBC", "AES_ECB", "FTAES_ECB"] as const;

export const encryption: Benchmark = {
  name: "encryption",
  title: "encrypted TCP, each cipher",
  about: `As *pages*, by *opend* over TCP from two gateways: one that encrypts nothing, and one with an RSA key, with each of the
ciphers that it offers. Client and gateway both encrypt and decrypt, and the SHA-1 of every body is checked as without.`,
  tried: `Four runs of AES for a page, two of them over 4.2 kB. What helped, from 2 ×: one pair of \`node:crypto\` objects serves all
packets of a connection, and not one for each. From run to run each cipher is between 1.05 and 1.3.`,
  onEveryRuntime: false,
  async measure(runtime, effort) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const rsaKey = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    await using plain = await startWalkGateway({ wsPort: false });
    await using encrypted = await startWalkGateway({ wsPort: false, rsaKey });
    const inFlight = 1;
    const rounds = await measureSides(runtime, withLongWarmUp(effort), [
      { side: "opend, plain", program: "pages/opend", settings: { url: plain.tcpUrl, inFlight } },
      ...ciphers.map((cipher) => ({
        side: `opend, ${cipher}`,
        program: "pages/opend",
        settings: { url: encrypted.tcpUrl, inFlight, rsaKey, cipher },
      })),
    ]);
    const rates = rounds.map(rateOf);
    return {
      measures: [
        { title: "pages in a second", unit: "pages/s", better: "more", sides: rates },
        { title: "processor time of the client for a page", unit: "µs", better: "less", sides: rounds.map(cpuOf) },
      ],
      goals: ciphers.map((cipher) => ({
        text: `the time without encryption, ${cipher}`,
        figure: timeRatio(rounds, `opend, ${cipher}`, "opend, plain"),
        unit: "×",
        bound: { atMost: 1.3 },
      })),
    };
  },
};
