import {
  Qot_Common,
  Qot_GetUserSecurity,
  Qot_GetUserSecurityGroup,
  Qot_ModifyUserSecurity,
} from "@opend/core/protocols";
import { type Handler, handle } from "../../base/handler.js";
import { refuse } from "../../base/refuse.js";
import type { SecurityBook } from "../listing/security-book.js";
import { staticInfoOf } from "./static-info.js";

/** The values of `GroupType` and `ModifyUserSecurityOp` in these protocols. */
const [custom, system, all] = [1, 2, 3];
const [add, remove, moveOut] = [1, 2, 3];
const { HK_Security: hk, US_Security: us } = Qot_Common.QotMarket;

const customGroups = ["Simulated A", "Simulated B"];
/** The market whose securities each system group has: "all" for every market, undefined for none. */
const systemGroups = new Map<string, number | "all" | undefined>([
  ["All", "all"],
  ["CN", undefined],
  ["HK", hk],
  ["US", us],
  ["Options", undefined],
  ["HK options", undefined],
  ["US options", undefined],
  ["Starred", undefined],
  ["Futures", undefined],
]);
const maxSecurities = 500;

/** The watchlist of the gateway's user: two custom groups, and the system groups that every user has. */
export function answerWatchlist(book: SecurityBook): Handler[] {
  const everything = new Map<string, Qot_Common.Security>();
  const groups = new Map(customGroups.map((name) => [name, new Set<string>()]));
  const keysIn = (name: string): Iterable<string> => {
    const own = groups.get(name);
    if (own) return own;
    if (!systemGroups.has(name)) refuse(`there is no group ${name}`);
    const market = systemGroups.get(name);
    return [...everything].flatMap(([key, security]) => (market === "all" || market === security.market ? [key] : []));
  };
  return [
    handle(Qot_GetUserSecurityGroup, ({ groupType }) => {
      if (![custom, system, all].includes(groupType)) refuse(`there are no groups of type ${groupType}`);
      const found = [
        ...customGroups.map((groupName) => ({ groupName, groupType: custom })),
        ...[...systemGroups.keys()].map((groupName) => ({ groupName, groupType: system })),
      ];
      return { groupList: found.filter((group) => groupType === all || group.groupType === groupType) };
    }),
    handle(Qot_GetUserSecurity, ({ groupName }) => ({
      staticInfoList: [...keysIn(groupName)].flatMap((key) => {
        const security = everything.get(key);
        return security ? [staticInfoOf(security)] : [];
      }),
    })),
    handle(Qot_ModifyUserSecurity, ({ groupName, op, securityList }) => {
      const group = groups.get(groupName);
      if (!group) refuse(`${groupName} is not a group that can be modified`);
      if (![add, remove, moveOut].includes(op)) refuse(`there is no operation ${op}`);
      for (const security of securityList) book.check(security);
      const asked = new Map(securityList.map((security) => [`${security.market} ${security.code}`, security]));
      const added = [...asked.keys()].filter((key) => !everything.has(key)).length;
      if (op === add && everything.size + added > maxSecurities)
        refuse(`the watchlist holds ${maxSecurities} securities`);
      for (const [key, security] of asked) {
        if (op === add) everything.set(key, security);
        if (op === add) group.add(key);
        else group.delete(key);
        if (op !== remove) continue;
        everything.delete(key);
        for (const other of groups.values()) other.delete(key);
      }
      return {};
    }),
  ];
}
