import { describe, expect, it } from "vitest";
import { toPosition } from "./position.js";

/** The numbers of a position that the vendor's documents show as -8.198 %. */
const raw = {
  positionID: 1n,
  positionSide: 0,
  code: "00700",
  name: "",
  qty: 100,
  canSellQty: 100,
  price: 49.55,
  dilutedCostPrice: 53.975,
  val: 4955,
  plVal: -442.5,
  plRatio: -0.0819824,
};

it("has its profit in percent of the diluted cost, of which the gateway gives a hundredth", () => {
  const { profitPercent, dilutedCost = 0, price } = toPosition(raw, "HK");
  expect(profitPercent).toBe(-8.19824);
  expect(profitPercent).toBeCloseTo((price / dilutedCost - 1) * 100, 4);
});

it("has none where the gateway gives none", () => {
  const { plRatio: _, ...without } = raw;
  expect(toPosition(without, "HK").profitPercent).toBeUndefined();
});

describe("the cost of a position", () => {
  const { dilutedCostPrice, plRatio: _, ...before } = raw;

  it("is that of OpenD before 9.2.5208 where it knows only one, and says which of the two it is", () => {
    expect(toPosition({ ...before, costPrice: 53.9 }, "HK")).toMatchObject({
      dilutedCost: 53.9,
      averageCost: undefined,
      costFallback: "dilutedCost",
    });
    expect(toPosition({ ...before, costPrice: 53.9 }, "Futures_Simulate_HK")).toMatchObject({
      dilutedCost: undefined,
      averageCost: 53.9,
      costFallback: "averageCost",
    });
  });

  it("is as the gateway says otherwise: also that it has none", () => {
    const both = { ...before, dilutedCostPrice, averageCostPrice: 54.1, costPrice: 1 };
    expect(toPosition(both, "HK")).toMatchObject({ dilutedCost: 53.975, averageCost: 54.1, costFallback: undefined });
    const paper = { ...before, dilutedCostPrice, costPrice: 53.975 };
    expect(toPosition(paper, "HK")).toMatchObject({ averageCost: undefined, costFallback: undefined });
    expect(toPosition(before, "HK")).toMatchObject({ dilutedCost: undefined, costFallback: undefined });
  });
});

describe("the profit of a position", () => {
  it("is also that on average cost, of what was closed, and of today", () => {
    const more = { averagePlRatio: 0.123, unrealizedPL: 1, realizedPL: 2, td_plVal: 3, currency: 1 };
    expect(toPosition({ ...raw, ...more }, "HK")).toMatchObject({
      profit: -442.5,
      profitPercent: -8.19824,
      averageProfitPercent: 12.3,
      unrealizedProfit: 1,
      realizedProfit: 2,
      todayProfit: 3,
      currency: "HKD",
    });
  });

  it("has no percentage of the diluted cost for futures, for which the ratio does not hold", () => {
    const futures = toPosition({ ...raw, averagePlRatio: 0.5 }, "Futures");
    expect(futures).toMatchObject({ profitPercent: undefined, averageProfitPercent: 50 });
  });
});
