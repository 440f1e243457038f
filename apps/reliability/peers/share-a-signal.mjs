// Makes many requests with one long-lived signal. Plain JavaScript, for the oldest Node that the packages support.
// Needs --expose-gc.
import { connect } from "@opend/futu";
import { GetGlobalState } from "@opend/futu/protocols";

const { url, limitedUrl, requests } = JSON.parse(process.env.OPEND_PEER_SETTINGS ?? "{}");
const { signal } = new AbortController();
const live = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

const client = await connect({ url, env: {}, limiter: false });
const callMany = async (count) => {
  for (let n = 0; n < count; n++) await client.call(GetGlobalState, { userID: 0n }, { signal });
};
// The default limiter links signals for each request.
const limited = await connect({ url, env: {} });
const linkMany = async (count) => {
  for (let n = 0; n < count; n++) await limited.call(GetGlobalState, { userID: 0n }, { signal });
};
await callMany(requests / 5);
await linkMany(requests / 5);
const before = live();
await callMany(requests);
await linkMany(requests);
const growth = live() - before;
await client.close();
await limited.close();

// Fifty requests that wait for their turn, with and without a signal of their own.
const waiting = await connect({ url: limitedUrl, env: {} });
const walks = Array.from({ length: 50 }, (_, n) =>
  waiting
    .dailyShortVolume("HK.00700", n % 2 === 0 ? { signal } : {})
    .page()
    .catch(() => {}),
);
while ((waiting.stats().quota.Qot_GetDailyShortVolume?.waiting ?? 0) < 20)
  await new Promise((done) => setTimeout(done, 10));
await waiting.close();
await Promise.all(walks);
process.send({ growth, node: process.version });
