import { expect, it } from "vitest";
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
