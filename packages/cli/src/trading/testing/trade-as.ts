import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { nameOf } from "@opend/core";
import {
  Common,
  Trd_Common,
  Trd_GetFunds,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
} from "@opend/core/protocols";
import { type AccountOptions, type AccountPreset, startGateway } from "@opend/sim";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { onTestFinished } from "vitest";
import { runOpend } from "../../testing/run-opend.js";
import { type Tapped, tapRequests } from "../../testing/tap-requests.js";

const protocols = [
  Trd_GetFunds,
  Trd_GetHistoryOrderFillList,
  Trd_GetHistoryOrderList,
  Trd_GetOrderFillList,
  Trd_GetOrderList,
  Trd_GetPositionList,
  Trd_ModifyOrder,
  Trd_PlaceOrder,
];

/** What a command did: what it asked on the wire, and the rows that it printed, or the line that it failed with. */
export interface Seen {
  readonly asked: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly said: string;
  readonly code: number;
}

/** A user of a simulated gateway with these accounts, who runs commands. */
export async function tradeAs(accounts: readonly (AccountPreset | AccountOptions)[]) {
  const password = randomBytes(8).toString("hex");
  const gateway = await startGateway({ brand: "futu", accounts, tradePassword: password, pushIntervalMs: false });
  const tap = await tapRequests(gateway.tcpUrl ?? "", protocols);
  onTestFinished(async () => {
    await tap.close();
    await gateway.close();
  });
  const folder = await tempFolder({});
  const [db, out] = [join(folder, "orders.duckdb"), join(folder, "orders.json")];
  /**
   * Runs a command. `DB` in its words stands for a database of the user. `exported` is not a command: it gives the orders that
   * the database has.
   */
  return async (command: string): Promise<Seen> => {
    if (command === "exported") {
      const { code, stderr } = await runOpend(["export", "orders", "--db", db, "--out", out]);
      return { code, asked: [], rows: JSON.parse(await readFile(out, "utf8")) as Seen["rows"], said: stderr };
    }
    const args = command.split(/\s+/).map((word) => (word === "DB" ? db : word));
    const env = { OPEND_TRADE_PASSWORD: password };
    const { code, stdout, stderr } = await runOpend(["--brand", "futu", "--url", tap.url, ...args], { env });
    const asked = [...new Set(tap.take().map(describe))];
    const parsed: unknown = stdout.startsWith("[") || stdout.startsWith("{") ? JSON.parse(stdout) : [];
    return { code, asked, rows: [parsed].flat() as Seen["rows"], said: stderr };
  };
}

/** The fields of the requests that say which account, which market, and what. */
interface Fields {
  readonly header: Trd_Common.TrdHeader;
  readonly filterConditions?: Trd_Common.TrdFilterConditions;
  readonly currency?: number;
  readonly assetCategory?: number;
  readonly secMarket?: number;
  readonly code?: string;
  readonly qty?: number;
  readonly price?: number;
  readonly modifyOrderOp?: number;
  readonly forAll?: boolean;
  readonly session?: number;
}

/** A request in a line: `PlaceOrder real #1 US: US AAPL 7 @ 1`. Accounts are numbered as they were given. */
function describe({ name, c2s }: Tapped): string {
  const { header, filterConditions, currency, assetCategory, secMarket, code, qty, price, ...rest } = c2s as Fields;
  const { TrdMarket, TrdSecMarket, ModifyOrderOp, Currency, TrdAssetCategory } = Trd_Common;
  const { trdEnv, accID, trdMarket } = header;
  const filter = filterConditions?.filterMarket;
  const parts = [
    filter !== undefined && `only ${nameOf(TrdMarket, filter)}`,
    currency !== undefined && `in ${nameOf(Currency, currency)}`,
    assetCategory !== undefined && `assets ${nameOf(TrdAssetCategory, assetCategory)}`,
    rest.modifyOrderOp !== undefined && nameOf(ModifyOrderOp, rest.modifyOrderOp),
    rest.forAll && "all",
    secMarket !== undefined && nameOf(TrdSecMarket, secMarket),
    code,
    qty,
    price !== undefined && `@ ${price}`,
    rest.session !== undefined && nameOf(Common.Session, rest.session),
  ];
  const account = `${trdEnv === Trd_Common.TrdEnv.Real ? "real" : "paper"} #${(accID - 1n) % 10n}`;
  const what = parts.filter((part) => part !== undefined && part !== false).join(" ");
  return `${name.replace("Trd_", "")} ${account} ${nameOf(TrdMarket, trdMarket)}${what && `: ${what}`}`;
}
