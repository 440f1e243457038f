/** What a snapshot of a security has besides the security. */
export const snapshotBasic = {
  type: 3,
  isSuspend: false,
  listTime: "",
  lotSize: 100,
  priceSpread: 0.1,
  updateTime: "2026-05-08 16:00:00",
  highPrice: 2,
  openPrice: 1,
  lowPrice: 1,
  lastClosePrice: 1,
  curPrice: 2,
  volume: 100n,
  turnover: 200,
  turnoverRate: 0.1,
};
