import { namesOf } from "@opend/core";
import { Trd_Common } from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import { toOrder } from "./order.js";

const { OrderStatus } = Trd_Common;
const basic = {
  trdSide: 1,
  orderType: 1,
  orderID: 7n,
  orderIDEx: "7",
  code: "00700",
  name: "",
  qty: 100,
  comboLegs: [],
};

function stateOf(orderStatus: number): { isOpen: boolean; isOutcomeUnknown: boolean } {
  const { isOpen, isOutcomeUnknown } = toOrder({ ...basic, orderStatus, createTime: "", updateTime: "" }, "HK");
  return { isOpen, isOutcomeUnknown };
}

describe("an order", () => {
  it("is closed only by a status that is final or keeps it off the exchange", () => {
    expect(namesOf(OrderStatus).filter((name) => !stateOf(OrderStatus[name]).isOpen)).toEqual([
      "SubmitFailed",
      "Filled_All",
      "Cancelled_Part",
      "Cancelled_All",
      "Failed",
      "Disabled",
      "Deleted",
      "FillCancelled",
    ]);
  });

  it.each([
    ["Unknown", -1],
    ["TimeOut", 4],
    ["newer than the contract", 99],
  ])("may be anything when its status is %s", (_, status) => {
    expect(stateOf(status)).toEqual({ isOpen: true, isOutcomeUnknown: true });
  });

  it("has a known outcome with every other status", () => {
    const others = namesOf(OrderStatus).filter((name) => name !== "Unknown" && name !== "TimeOut");
    expect(others.filter((name) => stateOf(OrderStatus[name]).isOutcomeUnknown)).toEqual([]);
  });
});
