import { Trd_Common } from "@opend/core/protocols";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Ledger } from "./ledger.js";
import { tradingMarkets } from "./trading-markets.js";

const firstCash = 1_000_000;
const { HKD, USD } = Trd_Common.Currency;
const of = { market: "HK", home: tradingMarkets.HK.homes[0], code: "00700", name: "Simulated HK.00700" } as const;

function createLedger(): Ledger {
  let id = 0n;
  return new Ledger(new Map([HKD, USD].map((currency) => [currency, firstCash])), () => ++id);
}

describe("a ledger", () => {
  test("keeps the cost of shares, on average and diluted by sales", () => {
    const ledger = createLedger();
    ledger.book({ ...of, isBuy: true, quantity: 100, price: 300 });
    ledger.book({ ...of, isBuy: true, quantity: 300, price: 340 });
    ledger.book({ ...of, isBuy: false, quantity: 200, price: 350 });
    expect(ledger.cashIn(HKD)).toBe(firstCash - 30_000 - 102_000 + 70_000);
    expect(ledger.holdings).toEqual([
      { ...of, id: 1n, quantity: 200, averageCost: 330, invested: 62_000, realized: 4000 },
    ]);
  });

  test("forgets a sold position, and starts over with the next one", () => {
    const ledger = createLedger();
    ledger.book({ ...of, isBuy: true, quantity: 100, price: 300 });
    ledger.book({ ...of, isBuy: false, quantity: 100, price: 310 });
    expect(ledger.holdings).toEqual([]);
    ledger.book({ ...of, isBuy: true, quantity: 100, price: 320 });
    expect(ledger.holdings).toMatchObject([{ averageCost: 320, realized: 0 }]);
    expect(ledger.cashIn(HKD)).toBe(firstCash + 1000 - 32_000);
  });

  test("keeps money by currency, and what another market trades apart", () => {
    const ledger = createLedger();
    const contract = { ...of, market: "Futures" } as const;
    ledger.book({ ...of, market: "US", home: tradingMarkets.US.homes[0], isBuy: true, quantity: 1, price: 100 });
    ledger.book({ ...of, isBuy: true, quantity: 2, price: 100 });
    ledger.book({ ...contract, isBuy: true, quantity: 3, price: 100 });
    expect([ledger.cashIn(HKD), ledger.cashIn(USD)]).toEqual([firstCash - 200, firstCash - 100]);
    expect(ledger.holdings.map(({ market, quantity }) => [market, quantity])).toEqual([
      ["US", 1],
      ["HK", 2],
      ["Futures", 3],
    ]);
    ledger.book({ ...contract, isBuy: false, quantity: 1, price: 130 });
    expect(ledger.cashIn(HKD)).toBe(firstCash - 200 + 30);
  });

  test("begins with positions that cost none of its money", () => {
    const ledger = createLedger();
    ledger.put({ ...of, quantity: 100, price: 300 });
    expect(ledger.cashIn(HKD)).toBe(firstCash);
    expect(ledger.holdings).toEqual([
      { ...of, id: 1n, quantity: 100, averageCost: 300, invested: 30_000, realized: 0 },
    ]);
  });

  test("neither creates nor loses money, whatever is booked", () => {
    const deal = fc.record({
      isBuy: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 50 }).map((lots) => lots * 100),
      price: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100),
    });
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 40 }), (deals) => {
        const ledger = createLedger();
        let [paid, shares] = [0, 0];
        for (const { isBuy, quantity: wanted, price } of deals) {
          const quantity = isBuy ? wanted : Math.min(wanted, ledger.quantityOf(of));
          if (quantity === 0) continue;
          ledger.book({ ...of, isBuy, quantity, price });
          paid += (isBuy ? 1 : -1) * quantity * price;
          shares += (isBuy ? 1 : -1) * quantity;
        }
        expect(ledger.cashIn(HKD)).toBeCloseTo(firstCash - paid, 2);
        expect(ledger.quantityOf(of)).toBe(shares);
        const [holding] = ledger.holdings;
        if (holding) expect(holding.averageCost * shares - holding.realized).toBeCloseTo(holding.invested, 2);
      }),
    );
  });
});
