import { Qot_GetPlateSecurity } from "@opend/core/plain/Qot_GetPlateSecurity";
import { SortField, type SortFieldName } from "@opend/core/protocols/Qot_Common";
import { parseWord, type Word } from "../names/parse-word.js";
import { type SecurityInfo, toSecurityInfo } from "../rows/security-info.js";
import { type CodeWalk, createCodeWalk } from "../walks/code-walk.js";

/** In which order. */
export interface MemberChoice {
  /** What to sort by: `code`, `turnover`, `changerate` …, the names of `Qot_Common.SortField`. Default: `code`. */
  readonly sort?: Word<SortFieldName> | undefined;
  /** Whether the smallest comes first. Default: true. */
  readonly ascending?: boolean | undefined;
}

/** The members of plates and indices (protocol 3205): `plateMembers(client, "HK.LIST1910")`. */
export const plateMembers: CodeWalk<SecurityInfo, MemberChoice> = createCodeWalk<SecurityInfo, MemberChoice>({
  options: ["sort", "ascending"],
  open(client, plate, { sort, ascending }, { timeoutMs }) {
    const sortField = sort === undefined ? undefined : parseWord<SortFieldName>("sort", sort, SortField);
    return async ({ signal }) => {
      const request = { plate, sortField, ascend: ascending };
      const { staticInfoList } = await client.ask(Qot_GetPlateSecurity, request, { timeoutMs, signal });
      return { rows: staticInfoList.map(toSecurityInfo), cursor: undefined };
    };
  },
});
