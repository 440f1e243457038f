import { generateKeyPairSync } from "node:crypto";
import type { Benchmark } from "../benchmark.ts";
import { cpuOf, measureSides, rateOf, timeRatio } from "../rounds/measure-sides.ts";
import { startWalkGateway } from "../start-walk-gateway.ts";
import { withLongWarmUp } from "./walk-sides.ts";

const ciphers = ["AES_CBC", "AES_ECB", "FTAES_ECB"] as const;

export const encryption: Benchmark = {
  name: "encryption",
  title: "encrypted TCP, each cipher",
  about: `The same as *pages*, by *opend* over TCP, from two gateways. One encrypts nothing. The other has an RSA key and is
measured with each cipher that it offers. Client and gateway both encrypt and decrypt. The SHA-1 of every body is
checked in all cases.`,
  tried: `Each page takes four runs of AES, two of them over 4.2 kB. What helped, starting from 2 ×: one pair of \`node:crypto\`
objects serves all packets of a connection, instead of one pair for each packet. From run to run, each cipher is between
1.05 and 1.3.`,
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
        { title: "pages per second", unit: "pages/s", better: "more", sides: rates },
        { title: "processor time of the client per page", unit: "µs", better: "less", sides: rounds.map(cpuOf) },
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
