import * as protocols from "@opend/core/protocols";
import { describe, expect, it } from "vitest";
import { ourSchema } from "./our-schema.js";

/** Replies that look as if more pages follow, and why none do. */
const singlePage: Readonly<Record<string, string>> = {
  Qot_GetArkStockDynamic: "counts the transactions that it sums up; there is nothing to ask further with",
  Qot_GetCapitalFlow: "lastValidTime is when the data were last valid",
  Qot_GetEarningsBeatRank: "allCount is more than count, but the request has nowhere to start from",
  Qot_GetInstitutionProfile: "totalHoldingCount and its like are figures of the institution",
  Qot_GetResearchAnalystConsensus: "total counts analysts",
  Qot_GetSubInfo: "totalUsedQuota is a figure of the quota",
  Qot_GetValuationDetail: "lastUpdateTime is when the data were last updated",
};

describe("every reply that looks as if it went on", () => {
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

  it("is found, and so is every protocol that is paged", () => {
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
