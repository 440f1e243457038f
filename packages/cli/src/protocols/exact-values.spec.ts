import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Qot_GetDailyShortVolume } from "@opend/core/protocols";
import { handle, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

it("a file of any protocol holds exactly what plain rows leave out, and a note tells it", async () => {
  const volume = 2n ** 64n - 1n;
  const gateway = await startGateway({
    brand: "futu",
    handlers: [
      handle(Qot_GetDailyShortVolume, () => ({
        usItemList: [
          { timestampStr: "2026-05-08", volume, closePrice: 3 },
          { timestampStr: "2026-05-07", volume: 5n },
        ],
        hkItemList: [],
        aggregatedShort: 2n ** 62n,
        nextKey: "-1",
      })),
    ],
  });
  onTestFinished(() => gateway.close());
  const out = join(await tempFolder({}), "rows.csv");
  const { code, stderr } = await runOpend([
    ...["--brand", "futu", "--url", gateway.tcpUrl ?? "", "call", "Qot_GetDailyShortVolume", "security=US.AAPL"],
    ...["--all-pages", "--columns", "aggregatedShort,timestampStr,volume,closePrice", "--out", out],
  ]);
  expect(code).toBe(0);
  expect(await readFile(out, "utf8")).toBe(
    [
      "aggregatedShort,timestampStr,volume,closePrice,simulated",
      `4611686018427387904,2026-05-08,${volume},3,true`,
      "4611686018427387904,2026-05-07,5,,true",
      "",
    ].join("\n"),
  );
  expect(stderr).toContain(`of US.AAPL: `);
  expect(stderr).toContain(`which no plain value can hold exactly: left out of plain rows`);
});
