import { Qot_Common } from "@opend/core/protocols";
import { isOption } from "./option-series.js";
import type { Section } from "./section.js";
import { sections } from "./sections.js";

const { SecurityType, QotMarket } = Qot_Common;
const contractForm = /^[A-Z0-9][A-Z0-9.-]{0,59}$/;

/** Whether there is such a security. The lists of {@link listedIn} have no others. */
export function isListed(security: Qot_Common.Security): boolean {
  if (security.market === QotMarket.EventContract) return contractForm.test(security.code);
  return sectionOf(security) !== undefined || isOption(security);
}

/** All securities of a market but its options and event contracts. @param secType only those of this kind */
export function listedIn(market: number, secType?: number): Qot_Common.Security[] {
  const all = sections.get(market) ?? [];
  return all.flatMap((section, index) => {
    if (secType !== undefined && section.secType !== secType) return [];
    const before = all.slice(0, index);
    const codes = Array.from({ length: section.count }, (_, each) => section.codeAt(each));
    return codes.flatMap((code) => (before.some((other) => other.has(code)) ? [] : [{ market, code }]));
  });
}

/** One of the listed stocks of a market, for any number from 0. Neighbors are different. */
export function listedAt(market: number, number: number): Qot_Common.Security {
  const [first] = sections.get(market) ?? [];
  return { market, code: first ? first.codeAt(number % first.count) : `SIMULATED-${number}` };
}

/** The kind of a security, as a `Qot_Common.SecurityType` value. One that is not listed is a stock. */
export function securityTypeOf(security: Qot_Common.Security): number {
  return sectionOf(security)?.secType ?? (isOption(security) ? SecurityType.Drvt : SecurityType.Eqty);
}

/** The exchange of a security, as a `Qot_Common.ExchType` value. Undefined for one without a section. */
export function exchangeOf(security: Qot_Common.Security): number | undefined {
  return sectionOf(security)?.exchType;
}

function sectionOf({ market, code }: Qot_Common.Security): Section | undefined {
  return sections.get(market)?.find((section) => section.has(code));
}
