import type { EnumJson, FileJson } from "@opend/test-kit/schema/descriptors";

/** Markets without a time zone, by the full names of their values, and why. */
export const withoutZone: Readonly<Record<string, string>> = {
  "Qot_Common.QotMarket.QotMarket_FX_Security": "foreign exchange trades in every zone",
  "Qot_Common.QotMarket.QotMarket_CC_Security": "cryptocurrencies trade in every zone",
  "Trd_Common.TrdMarket.TrdMarket_Futures": "an account for futures trades in many markets",
  "Trd_Common.TrdMarket.TrdMarket_Crypto": "cryptocurrencies trade in every zone",
  "Trd_Common.TrdMarket.TrdMarket_Futures_Simulate_HK": "nothing says whose clocks an account for futures has",
  "Trd_Common.TrdMarket.TrdMarket_Futures_Simulate_US": "nothing says whose clocks an account for futures has",
  "Trd_Common.TrdMarket.TrdMarket_Futures_Simulate_SG": "nothing says whose clocks an account for futures has",
  "Trd_Common.TrdMarket.TrdMarket_Futures_Simulate_JP": "nothing says whose clocks an account for futures has",
  "Trd_Common.TrdSecMarket.TrdSecMarket_FX": "foreign exchange trades in every zone",
  "Trd_Common.TrdSecMarket.TrdSecMarket_CC": "cryptocurrencies trade in every zone",
};

/** Markets of Qot_Common.QotMarket that no security code names, and why. */
export const withoutPrefix: Readonly<Record<string, string>> = {
  "Qot_Common.QotMarket.QotMarket_HK_Future": "deprecated: the codes of futures in Hong Kong begin with HK",
};

/** The values of all enums of markets: those with a zone, and those that are called a market. */
export function marketValues(files: readonly FileJson[]) {
  return files.flatMap(({ package: file, enumType = [], messageType = [] }) =>
    [...enumType, ...messageType.flatMap((message) => message.enumType ?? [])]
      .filter(({ name, value }) => /Market$/.test(name) || value.some((each) => has("zone", each)))
      .flatMap(({ name, value }) => value.map((each) => ({ file, fullName: `${file}.${name}.${each.name}`, each }))),
  );
}

/** Returns a line for each market that has no time zone, and for each one that no security code can name. */
export function missingMarkets(values: ReturnType<typeof marketValues>): string[] {
  return values
    .filter(({ each }) => !each.name.endsWith("_Unknown"))
    .flatMap(({ file, fullName, each }) => {
      const needs = [
        ...(has("zone", each) || fullName in withoutZone ? [] : ["zone"]),
        ...(!fullName.startsWith("Qot_Common.QotMarket.") || has("prefix", each) || fullName in withoutPrefix
          ? []
          : ["prefix"]),
      ];
      return needs.map((name) => `${file}.proto: ${fullName.slice(file.length + 1)} needs (opend.market).${name}`);
    });
}

function has(name: "zone" | "prefix", { options }: EnumJson["value"][number]): boolean {
  const market = options?.["[opend.market]"];
  return typeof market === "object" && market !== null && name in market;
}
