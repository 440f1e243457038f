import { connect } from "@opend/futu";
import { Qot_Common } from "@opend/futu/protocols";

// Runs without permission to read the environment or files.
const [url, key] = process.argv.slice(2);
const client = await connect({ url, key });
let rows = 0;
let pages = 0;
for await (const page of client.dailyShortVolume("HK.00700").pages()) {
  rows += page.rows.length;
  pages += 1;
}
await client.close();
console.log(`${rows} rows on ${pages} pages, market ${Qot_Common.QotMarket.HK_Security}`);
