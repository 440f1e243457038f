const { connect } = require("@opend/futu");
const { Qot_Common } = require("@opend/futu/protocols");

async function main() {
  const client = await connect();
  let rows = 0;
  let pages = 0;
  for await (const page of client.dailyShortVolume("HK.00700").pages()) {
    rows += page.rows.length;
    pages += 1;
  }
  await client.close();
  console.log(`${rows} rows on ${pages} pages, market ${Qot_Common.QotMarket.HK_Security}`);
}

main();
