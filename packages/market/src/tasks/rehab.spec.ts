import { Qot_RequestRehab } from "@opend/core/protocols";
import { handle } from "@opend/sim";
import { expect, it } from "vitest";
import { rehabColumns } from "../columns.js";
import { open } from "../testing/open.js";
import { rehab } from "./rehab.js";

const contract = {
  joinBase: 50,
  joinErt: 1,
  bonusBase: 10,
  bonusErt: 3,
  transferBase: 10,
  transferErt: 4,
  allotBase: 10,
  allotErt: 2,
  allotPrice: 5.5,
  addBase: 10,
  addErt: 1,
  addPrice: 6.25,
  spinOffBase: 20,
  spinOffErt: 1.5,
};

const fields = {
  joinFrom: 50,
  joinTo: 1,
  bonusFrom: 10,
  bonusShares: 3,
  transferFrom: 10,
  transferShares: 4,
  allotFrom: 10,
  allotShares: 2,
  allotPrice: 5.5,
  offeringFrom: 10,
  offeringShares: 1,
  offeringPrice: 6.25,
  spinOffFrom: 20,
  spinOffShares: 1.5,
};

it("has what every kind of corporate action says", async () => {
  const factors = { fwdFactorA: 1, fwdFactorB: 0, bwdFactorA: 1, bwdFactorB: 0 };
  const action = { time: "2026-05-08 00:00:00", companyActFlag: 318n, ...factors, ...contract };
  const { client } = await open({ handlers: [handle(Qot_RequestRehab, () => ({ rehabList: [action] }))] });
  const [row] = await rehab(client, "HK.00700").toArray({ limit: 10 });
  expect(row).toMatchObject({ actions: ["Join", "Bonus", "Transfer", "Allot", "Add", "SpinOff"], ...fields });
});

it("has a column for each of them, with its unit", () => {
  const columns = new Map(rehabColumns.map((column) => [column.name, column]));
  for (const name of Object.keys(fields)) expect(columns.get(name), name).toMatchObject({ from: "row" });
  expect(columns.get("joinFrom")?.unit).toBe("shares");
  expect(columns.get("spinOffShares")?.type).toBe("double");
});
