import { connect, type HkDailyShortVolume } from "@opend/futu";
import { Qot_Common } from "@opend/futu/protocols";

/** Compiles only with exactly these types, not with `any` or others. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

async function main(): Promise<void> {
  const client = await connect();
  let rows = 0;
  let pages = 0;
  for await (const page of client.dailyShortVolume("HK.00700").pages()) {
    const isTyped: Same<(typeof page.rows)[number], HkDailyShortVolume> = true;
    rows += isTyped ? page.rows.length : 0;
    pages += 1;
  }
  await client.close();
  const market: Qot_Common.QotMarket.HK_Security = Qot_Common.QotMarket.HK_Security;
  console.log(`${rows} rows on ${pages} pages, market ${market}`);
}

main();
