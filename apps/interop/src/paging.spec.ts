import * as protocols from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import { ourSchema } from "./our-schema.js";

/** Replies that seem to have more pages, and why they do not. */
const singlePage: Readonly<Record<string, string>> = {
  Qot_GetArkStockDynamic: "it counts the transactions that it sums up, and the request has no field for a next page",
  Qot_GetCapitalFlow: "lastValidTime is when the data was last valid",
  Qot_GetEarningsBeatRank: "allCount is more than count, but the request has no field for a start",
  Qot_GetInstitutionProfile: "totalHoldingCount and similar fields are figures of the institution",
  Qot_GetResearchAnalystConsensus: "total counts analysts",
  Qot_GetSubInfo: "totalUsedQuota describes the quota",
  Qot_GetValuationDetail: "lastUpdateTime is when the data was last updated",
};

describe("every reply that seems to have more pages", () => {
  const schema = ourSchema();
  const looksPaged = Object.entries(schema).flatMap(([file, { messages }]) => {
    const fields = Object.keys(messages[`${file}.S2C`] ?? {});
    const asked = Object.keys(messages[`${file}.C2S`] ?? {});
    const goesOn = fields.some((name) => /^(next|last|more|hasMore|all|total|page)/i.test(name));
    const startsAnywhere = asked.some(
      (name) => /^(begin|offset|page|next|dataFrom)/.test(name) && !/Time$|Date$/.test(name),
    );
    return goesOn || startsAnywhere ? [file] : [];
  });
  const byName = new Map(
    Object.values(protocols).flatMap((item) => ("id" in item ? [[item.name, item] as const] : [])),
  );

  const paged = [...byName].flatMap(([name, protocol]) => ("paging" in protocol ? [name] : []));

  it("is found, and so is every paged protocol", () => {
    expect(paged).toHaveLength(52);
    expect(paged.filter((name) => !looksPaged.includes(name))).toEqual([]);
    expect(Object.keys(singlePage).filter((name) => !looksPaged.includes(name))).toEqual([]);
  });

  it.each(looksPaged)("%s", (file) => {
    const protocol = byName.get(file);
    const isPaged = protocol !== undefined && "paging" in protocol;
    const hasReason = file in singlePage;
    expect({ isPaged, hasReason }).toEqual({ isPaged: !hasReason, hasReason: !isPaged });
  });
});
