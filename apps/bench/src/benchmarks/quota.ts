import { createManualClock } from "@opend/core";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols/Qot_GetDailyShortVolume";
import { connect } from "@opend/futu";
import { startGateway } from "@opend/sim";
import { driveClock } from "@opend/test-kit/drive-clock";
import type { Benchmark } from "../benchmark.ts";
import { recordPages } from "../record-pages.ts";
import { servePages } from "../serve-pages.ts";

const fullCodes = 1000;
const pageSize = 50;
const requestsPerWindow = 30;
const windowMs = 30_000;

export const quota: Benchmark = {
  name: "quota",
  title: "quota use: 1,000 securities × 15 pages on a manual clock",
  about: `The gateway takes ${requestsPerWindow} requests in ${windowMs / 1000} s. Client and gateway share a clock. Whenever nothing more happens, the benchmark
moves the clock on to the next event that is due. So four hours pass in seconds, and all of the time is waiting for
the quota. The side *the least* is the shortest possible time: the gateway wants more than a window, here one
millisecond more, between a request and the ${requestsPerWindow}th after it. A request that the gateway refuses would be an error.`,
  onEveryRuntime: false,
  async measure(_, { size }) {
    const pages = await recordPages();
    const clock = createManualClock();
    const handlers = [servePages(pages, pages.length)];
    await using gateway = await startGateway({ brand: "futu", wsPort: false, pushIntervalMs: false, clock, handlers });
    await using client = await connect({ url: gateway.tcpUrl, env: {}, clock });
    const codes = Array.from({ length: fullCodes * size }, (_, index) => `HK.${10_000 + index}`);
    const startMs = clock.nowMs();
    let endMs = startMs;
    const walk = async () => {
      let rows = 0;
      for await (const page of client.dailyShortVolume(codes).pages()) rows += page.rows.length;
      endMs = clock.nowMs();
      return rows;
    };
    const requests = codes.length * pages.length;
    const asked = () => gateway.requestCount(Qot_GetDailyShortVolume);
    const rows = await driveClock(clock, asked, walk());
    if (rows !== requests * pageSize || asked() !== requests || gateway.violations.length > 0) {
      throw new Error(
        `${rows} rows arrived with ${asked()} requests; the gateway refused ${gateway.violations.length}`,
      );
    }
    const minutes = (endMs - startMs) / 60_000;
    const leastMinutes = (Math.floor((requests - 1) / requestsPerWindow) * (windowMs + 1)) / 60_000;
    return {
      measures: [
        {
          title: "time on the manual clock",
          unit: "min",
          better: "less",
          sides: [
            { side: "opend", value: minutes },
            { side: "the least", value: leastMinutes },
          ],
        },
      ],
      goals: [{ text: "the least time", figure: minutes / leastMinutes, unit: "×", bound: { atMost: 1.01 } }],
    };
  },
};
