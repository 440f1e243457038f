import { fileURLToPath } from "node:url";
import { namesOf } from "@opend/futu";
import * as plain from "@opend/futu/plain";
import * as protocols from "@opend/futu/protocols";
import * as market from "@opend/market";
import * as marketColumns from "@opend/market/columns";
import * as trade from "@opend/trade";
import * as tradeColumns from "@opend/trade/columns";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { readText } from "./repository.js";
import { runSnippet } from "./run-snippet.js";
import { startStandIns } from "./stand-ins.js";

const document = "docs/from-python.md";
const tables = parseTables(readText(document));

/** The methods of the Python client that have another name than the protocol that they send. */
const otherNames: Readonly<Record<string, string>> = {
  accinfo_query: "Trd_GetFunds",
  acctradinginfo_query: "Trd_GetMaxTrdQtys",
  cancel_all_order: "Trd_ModifyOrder",
  change_order: "Trd_ModifyOrder",
  comboorder_tradinginfo_query: "Trd_GetComboMaxTrdQtys",
  deal_list_query: "Trd_GetOrderFillList",
  get_acc_cash_flow: "Trd_FlowSummary",
  get_broker_queue: "Qot_GetBroker",
  get_cur_kline: "Qot_GetKL",
  get_history_kl_quota: "Qot_RequestHistoryKLQuota",
  get_market_snapshot: "Qot_GetSecuritySnapshot",
  get_option_screen: "Qot_OptionScreen",
  get_plate_list: "Qot_GetPlateSet",
  get_plate_stock: "Qot_GetPlateSecurity",
  get_referencestock_list: "Qot_GetReference",
  get_rehab: "Qot_RequestRehab",
  get_rt_data: "Qot_GetRT",
  get_rt_ticker: "Qot_GetTicker",
  get_stock_basicinfo: "Qot_GetStaticInfo",
  get_stock_filter: "Qot_StockFilter",
  get_stock_quote: "Qot_GetBasicQot",
  get_stock_screen: "Qot_StockScreen",
  get_valid_combo_list: "Qot_GetEventContractComboList",
  get_warrant_screen: "Qot_WarrantScreen",
  history_deal_list_query: "Trd_GetHistoryOrderFillList",
  history_order_list_query: "Trd_GetHistoryOrderList",
  order_fee_query: "Trd_GetOrderFee",
  order_list_query: "Trd_GetOrderList",
  position_list_query: "Trd_GetPositionList",
  query_subscription: "Qot_GetSubInfo",
  request_combo_quotes: "Qot_GetEventContractComboRfq",
  request_history_event_contract_kline: "Qot_RequestHistoryEventContractKL",
  request_history_kline: "Qot_RequestHistoryKL",
  request_indicator_calc_async: "Qot_RequestIndicatorCalc",
  request_trading_days: "Qot_RequestTradeDate",
  subscribe: "Qot_Sub",
  subscribe_event_contract: "Qot_SubEventContract",
  unsubscribe: "Qot_Sub",
  unsubscribe_all: "Qot_Sub",
  unsubscribe_all_event_contract: "Qot_SubEventContract",
  unsubscribe_event_contract: "Qot_SubEventContract",
};

/** The push that each handler of the Python client gets. */
const handlerPushes: Readonly<Record<string, string>> = {
  BrokerHandlerBase: "Qot_UpdateBroker",
  CurKlineHandlerBase: "Qot_UpdateKL",
  EventContractKlineHandlerBase: "Qot_UpdateEventContractKline",
  EventContractOrderBookHandlerBase: "Qot_UpdateEventContractOrderBook",
  EventContractTickerHandlerBase: "Qot_UpdateEventContractTicker",
  IndicatorCalcHandlerBase: "Qot_PushIndicatorCalc",
  OptionEventHandlerBase: "Qot_UpdateOptionEvent",
  OrderBookHandlerBase: "Qot_UpdateOrderBook",
  PriceReminderHandlerBase: "Qot_UpdatePriceReminder",
  RTDataHandlerBase: "Qot_UpdateRT",
  StockQuoteHandlerBase: "Qot_UpdateBasicQot",
  SysNotifyHandlerBase: "Notify",
  TickerHandlerBase: "Qot_UpdateTicker",
  TradeDealHandlerBase: "Trd_UpdateOrderFill",
  TradeOrderHandlerBase: "Trd_UpdateOrder",
};

/**
 * The columns of the DataFrames of the Python client, by the rows that stand for them here. Of snapshots and quotes those
 * that the document lists one by one.
 */
const pythonColumns: Readonly<Record<string, string>> = {
  "`candles`": `code name time_key open high low close volume turnover pe_ratio turnover_rate change_rate last_close`,
  "`watchCandles`": `code name time_key open high low close volume turnover pe_ratio turnover_rate last_close k_type`,
  "`snapshots`": `code name update_time last_price open_price high_price low_price prev_close_price volume turnover
    turnover_rate suspension listing_date lot_size price_spread ask_price bid_price ask_vol bid_vol enable_margin
    mortgage_ratio long_margin_initial_ratio enable_short_sell short_sell_rate short_available_volume
    short_margin_initial_ratio amplitude avg_price bid_ask_ratio volume_ratio highest52weeks_price lowest52weeks_price
    highest_history_price lowest_history_price close_price_5min sec_status issued_shares total_market_val net_asset
    net_profit earning_per_share outstanding_shares circular_market_val net_asset_per_share ey_ratio pe_ratio pb_ratio
    pe_ttm_ratio dividend_ttm dividend_ratio_ttm dividend_lfy dividend_lfy_ratio option_type strike_time
    option_strike_price option_contract_size option_open_interest option_implied_volatility option_premium option_delta
    option_gamma option_vega option_theta option_rho option_net_open_interest option_expiry_date_distance
    option_contract_nominal_value option_owner_lot_multiplier option_area_type option_contract_multiplier
    index_option_type future_last_settle_price future_position future_position_change future_main_contract
    future_last_trade_time pre_price pre_high_price pre_low_price pre_volume pre_turnover pre_change_val pre_change_rate
    pre_amplitude`,
  "`watchQuotes`": `code name data_date data_time last_price open_price high_price low_price prev_close_price volume
    turnover turnover_rate amplitude suspension listing_date price_spread dark_status sec_status option_area_type
    index_option_type pre_price pre_high_price pre_low_price pre_volume pre_turnover pre_change_val pre_change_rate
    pre_amplitude`,
  "`watchTicks`": `code name time price volume turnover ticker_direction sequence type push_data_type`,
  "`watchOrderBook`": `code name svr_recv_time_bid svr_recv_time_ask Bid Ask Bid[][0] Bid[][1] Bid[][2] Bid[][3]`,
  "`securities`": `code name lot_size stock_type stock_child_type stock_owner option_type strike_time strike_price
    suspension listing_date stock_id delisting index_option_type main_contract last_trade_time exchange_type`,
  "`page`": `next_key aggregated_short aggregated_short_ratio new_time_str`,
  "`listAccounts`": `acc_id trd_env acc_type uni_card_num card_num security_firm sim_acc_type trdmarket_auth acc_status
    acc_role jp_acc_type`,
  "an order": `code stock_name order_market trd_side order_type order_status order_id qty price create_time updated_time
    dealt_qty dealt_avg_price last_err_msg remark time_in_force fill_outside_rth session aux_price trail_type trail_value
    trail_spread currency jp_acc_type expire_time amount strategy_type combo_legs`,
  "a fill": `code stock_name deal_market deal_id order_id qty price trd_side create_time counter_broker_id
    counter_broker_name status jp_acc_type`,
  "a position": `code stock_name position_market qty can_sell_qty cost_price average_cost diluted_cost market_val
    nominal_price pl_ratio pl_ratio_avg_cost pl_val today_buy_qty today_buy_val today_pl_val today_trd_val today_sell_qty
    today_sell_val position_side unrealized_pl realized_pl currency position_id combo_id strategy_type position_type
    acc_id jp_acc_type`,
  "`funds`": `power max_power_short net_cash_power total_assets securities_assets fund_assets bond_assets cash market_val
    long_mv short_mv pending_asset interest_charged_amount frozen_cash avl_withdrawal_cash max_withdrawal currency
    available_funds unrealized_pl realized_pl risk_level risk_status initial_margin margin_call_margin maintenance_margin
    hk_cash hk_avl_withdrawal_cash hkd_net_cash_power hkd_assets is_pdt pdt_seq beginning_dtbp remaining_dtbp
    dt_call_amount dt_status crypto_mv exposure_level exposure_limit used_limit remaining_limit`,
};

/** The columns of the two DataFrames of short selling: `us_df` and `hk_df`. */
const shortColumns: Readonly<Record<string, readonly [string, string]>> = {
  "`dailyShortVolume`": [
    `timestamp timestamp_str total_shares_short nasdaq_shares_short nyse_shares_short short_percent volume close_price
    last_close_price daily_trade_avg_ratio`,
    `timestamp timestamp_str shares_traded turnover short_sell_shares_traded short_sell_turnover open_price close_price
    last_close_price daily_trade_avg_ratio`,
  ],
  "`shortInterest`": [
    `timestamp timestamp_str shares_short short_percent avg_daily_share_volume days_to_cover close_price last_close_price`,
    `timestamp timestamp_str close_price last_close_price aggregated_short aggregated_short_ratio`,
  ],
};

/** The types of our rows, by the title of their column, with the properties that only the text below the table names. */
const rowTypes: Readonly<Record<string, readonly [type: string, ...inText: string[]]>> = {
  "`candles`": ["market.Candle"],
  "`watchCandles`": ["market.CandleUpdate", "kind", "isFirst"],
  "`snapshots`": ["market.Snapshot", "afterMarket", "overnight", "warrant", "index", "plate", "trust"],
  "`watchQuotes`": ["market.QuoteUpdate", "afterMarket", "overnight", "warrant", "future"],
  "`watchTicks`": ["market.TicksUpdate", "kind", "isFirst"],
  "`watchOrderBook`": ["market.OrderBookUpdate", "kind", "isFirst"],
  "`securities`": ["market.SecurityInfo"],
  "`dailyShortVolume`": ["futu.UsDailyShortVolume"],
  "`page`": ["futu.DailyShortVolumePage", "rows", "index"],
  "`shortInterest`": ["market.ShortInterest"],
  "`listAccounts`": ["trade.AccountInfo"],
  "an order": ["trade.Order", "createTimestamp", "updateTimestamp"],
  "a fill": ["trade.Fill", "createTimestamp"],
  "a position": ["trade.Position"],
  "`funds`": ["trade.Funds"],
};

/** The columns for files and databases, by the title of the column with their names. */
const fileColumns: Readonly<Record<string, readonly { readonly name: string }[]>> = {
  "`candles`": marketColumns.candleColumns,
  "`snapshots`": marketColumns.snapshotColumns,
  "`securities`": marketColumns.securityInfoColumns,
  "`dailyShortVolume`": marketColumns.dailyShortVolumeColumns,
  "`shortInterest`": marketColumns.shortInterestColumns,
  "`listAccounts`": tradeColumns.accountColumns,
  "an order": tradeColumns.orderColumns,
  "a fill": tradeColumns.fillColumns,
  "a position": tradeColumns.positionColumns,
  "`funds`": tradeColumns.fundsColumns,
};

const protocolNames = new Set(Object.entries(protocols).flatMap(([name, value]) => ("kind" in value ? [name] : [])));
const callRows = tablesOf("call").flatMap(({ rows }) => rows);
const handlerRows = tablesOf("handler").flatMap(({ rows }) => rows);
const areaRows = tablesOf("area").flatMap(({ rows }) => rows);
const columnTables = tables.filter(({ header: [first] }) => first === "column" || first === "`us_df`");

/** The calls of a row: what is in code and has parentheses. */
const examples = [...callRows, ...handlerRows].flatMap(({ line, cells: [, here = ""] }) =>
  spansIn(here).flatMap((code) => (code.includes("(") ? [{ place: `${document}:${line}`, code }] : [])),
);

/** The methods of the table of areas, with the protocol that the table names, if any. */
const areaCalls = areaRows.flatMap(({ line, cells }) =>
  cells.slice(1).flatMap((cell, column) =>
    [...cell.matchAll(/`(\w+)`(?: \(`(\w+)`\))?/g)].map(([, method = "", named]) => {
      return { place: `${document}:${line}`, method, named, isPaged: column === 1 };
    }),
  ),
);

describe("calls", () => {
  it.each(callRows)("$place: the row names the protocol that the method sends, and no other", ({ cells }) => {
    const [call = "", here = ""] = cells;
    expect(protocolsIn(here)).toEqual([protocolSentBy(methodIn(call))]);
  });

  it.each(areaCalls)("$method sends a protocol that exists, named if its name differs", (call) => {
    const sent = protocolSentBy(call.method);
    expect(call.named ?? sent).toBe(sent);
    expect(call.named === undefined, `the name of ${sent} is needed`).toBe(simplify(sent) === simplify(call.method));
    expect(isPaged(sent), `askPages for ${sent}`).toBe(call.isPaged);
  });

  it("are listed once, and every protocol of a request has one or is listed as having none", () => {
    const methods = [
      ...callRows.map(({ cells: [call = ""] }) => methodIn(call)),
      ...areaCalls.map(({ method }) => method),
    ];
    expect(methods.toSorted()).toEqual([...new Set(methods)].toSorted());
    const [, without = ""] = /^No call of the Python client stands for (.*?)\n\n/ms.exec(readText(document)) ?? [];
    const named = [...methods.map(protocolSentBy), ...protocolsIn(without)];
    const requests = [...protocolNames].filter((name) => isRequest(name));
    expect([...new Set(named)].toSorted()).toEqual(requests.toSorted());
    expect(protocolsIn(without).filter((name) => methods.map(protocolSentBy).includes(name))).toEqual([]);
  });

  it("walk the pages of protocols that have pages, and of no others", () => {
    const asked = examples.flatMap(({ code }) => [...code.matchAll(/client\.(ask|askPages)\((\w+)/g)]);
    for (const [, how, name = ""] of asked) expect([how, name]).toEqual([isPaged(name) ? "askPages" : "ask", name]);
    expect(asked.length).toBeGreaterThan(20);
  });
});

describe("handlers", () => {
  it.each(handlerRows)("$place: the row names the push that the handler gets", ({ cells }) => {
    const [handler = "", here = ""] = cells;
    expect(protocolsIn(here)).toEqual([handlerPushes[spansIn(handler).join()]]);
  });

  it("are listed for every push", () => {
    const pushes = [...protocolNames].filter((name) => kindOf(name) === "push");
    expect(handlerRows.flatMap(({ cells: [, here = ""] }) => protocolsIn(here)).toSorted()).toEqual(pushes.toSorted());
  });
});

describe("words", () => {
  const rows = tablesOf("constants").flatMap((table) => table.rows);

  it.each(rows)("$place: words are names of the enum, one for each constant", ({ cells }) => {
    const [constants = "", words = "", enumName = ""] = cells;
    const [file = "", name = ""] = spansIn(enumName).join().split(".");
    const values: unknown = Reflect.get(Reflect.get(protocols, file), name);
    expect(spansIn(words).filter((word) => !namesOf(values as Parameters<typeof namesOf>[0]).includes(word))).toEqual(
      [],
    );
    expect(spansIn(words)).toHaveLength(spansIn(constants).length);
  });

  it("are there", () => {
    expect(rows.length).toBeGreaterThan(10);
  });
});

describe("columns", () => {
  it.each(columnTables)("$place: the names in a cell go one by one with those in the next", ({ header, rows }) => {
    for (const { place, cells } of rows) {
      expect(cells.length, place).toBe(header.length);
      if (cells[0] === "–") continue;
      const [first = 0, ...others] = cells.filter((cell) => cell !== "–").map((cell) => spansIn(cell).length);
      // Several columns may be one property.
      expect(
        others.filter((count) => count !== first && count !== 1),
        place,
      ).toEqual([]);
    }
  });

  it.each(columnTables)("$place: the table has every column of the Python client, and no other", (table) => {
    if (table.header[0] === "`us_df`") {
      const [, , title = ""] = table.header;
      const listed = [0, 1].map((index) => table.rows.flatMap(({ cells }) => spansIn(cells[index] ?? "")).toSorted());
      expect(listed).toEqual(shortColumns[title]?.map((names) => words(names).toSorted()));
      return;
    }
    const titles = table.header.slice(1);
    const all = new Set(titles.flatMap((each) => words(pythonColumns[each] ?? "")));
    const listed = table.rows.flatMap(({ cells: [names = ""] }) => spansIn(names));
    expect([...new Set(listed)].toSorted()).toEqual([...all].toSorted());
    for (const [index, each] of titles.entries()) {
      const known = words(pythonColumns[each] ?? "");
      const mapped = table.rows.filter(({ cells }) => cells[index + 1] !== "–");
      const unknown = mapped
        .flatMap(({ cells: [names = ""] }) => spansIn(names))
        .filter((name) => !known.includes(name));
      expect(unknown, each).toEqual([]);
    }
  });

  it.each(Object.entries(fileColumns))("of %s have the names of the columns for files", (title, columns) => {
    const names = new Set(columns.flatMap(({ name }) => [name, name.split(".")[0]]));
    const properties = propertiesUnder(title).filter((path) => !/^raw\b|\[\]/.test(path));
    expect(properties.filter((path) => !names.has(path))).toEqual([]);
    expect(properties.length).toBeGreaterThan(0);
  });
});

describe("what the tables say", () => {
  const program = toProgram();

  it("compiles: calls, and properties of all types of rows", () => {
    expect(compile(program)).toEqual([]);
  });

  it.each([
    ["a call", "() => candles(client", "() => candels(client"],
    ["an option", "{ since:", "{ sinse:"],
    ["a property", "row.sellableQuantity", "row.sellable"],
    ["a property that no table has", '"sellableQuantity" | ', ""],
  ])("does not compile with a mistake in %s", (_, right, wrong) => {
    expect(program).toContain(right);
    expect(compile(program.replaceAll(right, wrong))).not.toEqual([]);
  });

  describe("against a simulated gateway", () => {
    let stdout = "";
    let stderr = "";
    beforeAll(async () => {
      await using standIns = await startStandIns();
      const code = program.slice(0, program.indexOf(firstOfProperties));
      const snippet = { place: document, document, line: 1, code, run: "whole", output: undefined } as const;
      ({ stdout, stderr } = await runSnippet(snippet, standIns));
    }, 30_000);

    it.each(examples)("$place: $code", ({ place, code }) => {
      if (code.includes("comboLegs")) expect(stderr).toContain("combo orders are not simulated");
      else expect(stdout.split("\n"), stderr).toContain(`${place} ${code}`);
    });
  });
});

interface Row {
  readonly place: string;
  readonly line: number;
  readonly cells: readonly string[];
}

interface Table {
  readonly place: string;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

function parseTables(text: string): Table[] {
  const found: { place: string; header: readonly string[]; rows: Row[] }[] = [];
  let isInTable = false;
  for (const [index, content] of text.split("\n").entries()) {
    const place = `${document}:${index + 1}`;
    const cells = content
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (!content.startsWith("|")) isInTable = false;
    else if (!isInTable) {
      found.push({ place, header: cells, rows: [] });
      isInTable = true;
    } else if (!cells.every((cell) => /^-+$/.test(cell))) found.at(-1)?.rows.push({ place, line: index + 1, cells });
  }
  return found;
}

function tablesOf(title: string): Table[] {
  const wanted = tables.filter(({ header: [first] }) => first === title);
  if (wanted.length === 0) throw new Error(`${document} has no table of ${title}`);
  return wanted;
}

function spansIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

function words(names: string): string[] {
  return names.split(/\s+/);
}

function methodIn(cell: string): string {
  return /^`(\w+)\(/.exec(cell)?.[1] ?? "";
}

/** The protocols that code names, each once. */
function protocolsIn(cell: string): string[] {
  const names = spansIn(cell).flatMap((code) => code.match(/\b[A-Z]\w+/g) ?? []);
  return [...new Set(names.filter((name) => /^(?:Qot|Trd)_(?!Common$)/.test(name) || protocolNames.has(name)))];
}

function protocolSentBy(method: string): string {
  const [same] = [...protocolNames].filter((name) => simplify(name) === simplify(method));
  const sent = otherNames[method] ?? same;
  if (sent === undefined || !protocolNames.has(sent)) throw new Error(`no protocol is known for ${method}`);
  return sent;
}

function simplify(name: string): string {
  return name
    .replace(/^(?:Qot|Trd)_/, "")
    .replaceAll("_", "")
    .toLowerCase();
}

function kindOf(name: string): unknown {
  return Reflect.get(Reflect.get(protocols, name), "kind");
}

function isRequest(name: string): boolean {
  return kindOf(name) === "query" || kindOf(name) === "command";
}

function isPaged(name: string): boolean {
  return "paging" in Reflect.get(protocols, name);
}

/** The properties in the columns of tables with a title. */
function propertiesUnder(title: string): string[] {
  return columnTables.flatMap(({ header, rows }) => {
    const index = header.indexOf(title);
    return index < 1 ? [] : rows.flatMap(({ cells }) => spansIn(cells[index] ?? ""));
  });
}

/** A program that makes every call of the tables, followed by functions that read every property. */
function toProgram(): string {
  const used = (module: object) => {
    const names = new Set(examples.flatMap(({ code }) => code.match(/\b[A-Za-z]\w+/g) ?? []));
    return Object.keys(module).filter((name) => names.has(name) && name !== "Qot_Common");
  };
  const fromTrade = [...new Set([...used(trade), "openAccount", "unlockTrade"])];
  return [
    `import * as futu from "@opend/futu";`,
    ...used(plain).map((name) => `import { ${name} } from "@opend/futu/plain";`),
    `import { Qot_Common } from "@opend/futu/protocols";`,
    ...used(market).map((name) => `import { ${name} } from "@opend/market";`),
    `import type * as market from "@opend/market";`,
    ...fromTrade.map((name) => `import { ${name} } from "@opend/trade";`),
    `import type * as trade from "@opend/trade";`,
    `await using client = await futu.connect({ limiter: false });`,
    `const password = process.env["TRADE_PASSWORD"] ?? "";`,
    `await unlockTrade(client, { password });`,
    `const account = await openAccount(client, { paper: false, market: "HK" });`,
    `const header = { trdEnv: "Real", accID: String(account.id), trdMarket: "HK" } as const;`,
    `const comboLegs = [{ security: "HK.00700", side: "Buy" as const, qtyRatio: 1 }];`,
    `const [groupName, plateCode] = ["Simulated A", "HK.LIST9101"];`,
    `const subTypeList = ["Basic" as const, "OrderBook" as const, "Ticker" as const, "RT" as const, "KL_Day" as const, "Broker" as const];`,
    `await client.ask(Qot_Sub, { securityList: ["HK.00700"], subTypeList, isSubOrUnSub: true });`,
    `let orderId = 0n;`,
    `let orderIdEx = "";`,
    `async function run(name: string, example: () => unknown): Promise<void> {`,
    `  try {`,
    `    await unlockTrade(client, { password });`,
    `    const value: unknown = await example();`,
    `    if (typeof value === "object" && value !== null && "open" in value) {`,
    `      await (value as { open(): Promise<void> }).open();`,
    `    } else if (typeof value === "object" && value !== null && Symbol.asyncIterator in value) {`,
    `      for await (const row of value as AsyncIterable<unknown>) {`,
    `        if (row !== undefined) break;`,
    `      }`,
    `    }`,
    `    console.log(name);`,
    `  } catch (error) {`,
    `    console.error(name, error);`,
    `  }`,
    `}`,
    ...examples.flatMap(({ place, code }, index) => {
      const isFirstOfRow = examples[index - 1]?.place !== place;
      const order = `await account.placeOrder({ code: "HK.00700", side: "Buy", quantity: 100, price: 300 })`;
      const placed = `{ const ids = ${order}; orderId = ids.orderId; orderIdEx = ids.orderIdEx ?? ""; }`;
      const example = `await run(${JSON.stringify(`${place} ${code}`)}, () => ${code});`;
      return isFirstOfRow && /\borderId/.test(code) ? [placed, example] : [example];
    }),
    `console.log(orderId, orderIdEx);`,
    firstOfProperties,
    ...Object.entries(rowTypes).flatMap(([title, [type, ...inText]]) => {
      const paths = [...new Set(propertiesUnder(title))];
      const read = paths.map((path) => `(row: ${type}) => row${toAccess(path)},`);
      const tops = [...paths.map((path) => path.split(/[.[]/)[0] ?? ""), ...inText, "raw"];
      const all = `(name: Exclude<keyof (${type}), ${tops.map((top) => JSON.stringify(top)).join(" | ")}>): never => name,`;
      return [...read, all];
    }),
    `];`,
    "",
  ].join("\n");
}

const firstOfProperties = "export const reads = [";

/** `ticks[].id` as `.ticks[0]?.id`. */
function toAccess(path: string): string {
  return `.${path.replaceAll("[]", "[0]").replaceAll(".", "?.")}`;
}

/** Compiles a program with the settings of the repository, and returns the messages of the compiler with the code. */
function compile(program: string): string[] {
  const file = fileURLToPath(new URL("../from-python-tables.ts", import.meta.url));
  const { config } = ts.readConfigFile(
    fileURLToPath(new URL("../../../tsconfig.base.json", import.meta.url)),
    ts.sys.readFile,
  );
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [] },
    ts.sys,
    fileURLToPath(new URL("..", import.meta.url)),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...how) =>
    name === file
      ? ts.createSourceFile(name, program, options.target ?? ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...how);
  const compiled = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(compiled).map((problem) => {
    const line = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
    return `${ts.flattenDiagnosticMessageText(problem.messageText, "\n")} in ${program.split("\n")[line]}`;
  });
}
