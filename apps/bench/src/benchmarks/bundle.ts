import { bundleForBrowsers } from "@opend/test-kit/bundle-for-browsers";
import type { Benchmark } from "../benchmark.ts";

const ours = `
  import { connect } from "@opend/futu";
  const client = await connect({ url: "ws://127.0.0.1:33333" });
  for await (const row of client.dailyShortVolume("HK.00700")) console.log(row);
`;
/** The official client has no method for this protocol. This calls what its other methods call. */
const theirs = `
  import OfficialClient from "futu-api";
  const client = new OfficialClient();
  client.onlogin = async () => {
    const c2s = { security: { market: 1, code: "00700" }, num: 50 };
    let nextKey;
    do {
      const request = { c2s: nextKey === undefined ? c2s : { ...c2s, nextKey } };
      const { s2c } = await client._sendCmd(3248, request, "Qot_GetDailyShortVolume");
      for (const row of s2c.hkItemList) console.log(row);
      nextKey = s2c.nextKey;
    } while (nextKey !== "-1");
  };
  client.start("127.0.0.1", 33333, false, "");
`;

export const bundle: Benchmark = {
  name: "bundle",
  title: "browser bundle of connect and dailyShortVolume",
  about: `A program that connects and prints all rows of HK.00700, bundled for browsers and minified by esbuild, compressed by gzip
at level 9. *futu-api* does the same job; \`util\` and \`crypto\` of Node, which it imports, are left out of its bundle, in its
favor. What is measured depends on no runtime.`,
  tried: `The bundle was 24.9 kB before queries were retried by default, mistakes were reported at the call, the client had a log and
counters, and a walk could skip what fails. That made it 32.1 kB. Since then requests take codes and \`Date\`s, walks of daily
short volume take \`since\` and \`until\`, and the client has \`ask\` and \`askPages\`: 2.3 kB more. The tables of plain values are
not in it. Splitting into chunks makes no difference (0.2 kB less). The parts that are not ours are the protobuf reader and
writer, 3.5 kB, and MD5 for the WebSocket key, 1.9 kB.`,
  onEveryRuntime: false,
  async measure() {
    const sides = [
      { side: "opend", value: await kilobytesOf(ours) },
      { side: "futu-api", value: await kilobytesOf(theirs) },
    ];
    const [{ value: figure } = { value: Number.NaN }] = sides;
    return {
      measures: [{ title: "size of the bundle, gzipped", unit: "kB", better: "less", sides }],
      goals: [{ text: "gzipped", figure, unit: "kB", bound: { atMost: 25 } }],
    };
  },
};

async function kilobytesOf(program: string): Promise<number> {
  return (await bundleForBrowsers(program, import.meta.dirname, ["util", "crypto"])).gzippedBytes / 1000;
}
