/** Methods of the official packages that are not named after their protocol. */
const irregular: Readonly<Record<string, string>> = {
  Qot_StockScreen: "GetStockScreen",
  Qot_OptionScreen: "GetOptionScreen",
  Qot_WarrantScreen: "GetWarrantScreen",
  Trd_FlowSummary: "GetFlowSummary",
};

/** Returns the official name of the method that sends a protocol: `GetKL` for `Qot_GetKL`. */
export function methodName(protocol: string): string {
  return irregular[protocol] ?? protocol.replace(/^(?:Qot|Trd)_/, "");
}
