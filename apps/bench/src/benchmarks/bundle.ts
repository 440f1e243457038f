import { bundleForBrowsers } from "@opend/conformance/browser-bundle";
import type { Benchmark } from "../benchmark.ts";

const ours = `
  import { connect } from "@opend/futu";
  const client = await connect({ url: "ws://127.0.0.1:33333" });
  for await (const row of client.dailyShortVolume("HK.00700")) console.log(row);
`;
/** What the official client has no method for is sent by what its methods call. */
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
  about: `The program connects and prints all rows of HK.00700. It is bundled for browsers and minified by esbuild, and compressed
by gzip at level 9. *futu-api* does the same job. Its bundle leaves out Node's \`util\` and \`crypto\`, which it
imports. That is to its advantage. The size does not depend on the runtime.`,
  tried: `The bundle was 24.9 kB before four features arrived: queries are retried by default, mistakes are reported at the call,
the client has a log and counters, and a walk can skip what fails. Most of the growth is message texts. Splitting into
chunks makes no difference (0.2 kB less). The parts that are not ours are the protobuf reader and writer, 3.5 kB, and
MD5 for the WebSocket key, 1.9 kB.`,
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
  return (await bundleForBrowsers(program, ["util", "crypto"])).gzippedBytes / 1000;
}
