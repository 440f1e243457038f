import { namesOf } from "@opend/core";
import { Trd_Common } from "@opend/core/protocols";
import { expect, it } from "vitest";
import { firms, paperKinds } from "./trading-options.js";

it.each([
  [firms, Trd_Common.SecurityFirm],
  [paperKinds, Trd_Common.SimAccType],
])("has all names of the contract: %j", (names, contract) => {
  expect(names).toEqual(namesOf<typeof contract>(contract).filter((name) => name !== "Unknown"));
});
