import type { TableColumn } from "@opend/table";

/** A trade as a plain value. */
export interface Trade {
  readonly code: string;
  readonly time: string;
  readonly sequence: string;
  readonly price: number;
  readonly volume: number;
  readonly turnover: number;
  readonly dir: string;
  readonly isOddLot: boolean;
}

/** A file to write, and how many rows. */
export interface TableSettings {
  readonly file: string;
  readonly format: "csv" | "json" | "ndjson" | "parquet" | "arrow";
  readonly rows: number;
}

/** The columns of trades. */
export const tradeColumns = [
  { name: "code", type: "text", path: ["code"] },
  { name: "time", type: "moment", path: ["time"] },
  { name: "sequence", type: "text", path: ["sequence"] },
  { name: "price", type: "double", path: ["price"] },
  { name: "volume", type: "int64", path: ["volume"] },
  { name: "turnover", type: "double", path: ["turnover"] },
  { name: "dir", type: "enum", path: ["dir"], names: ["Unknown", "Bid", "Ask", "Neutral"] },
  { name: "isOddLot", type: "bool", path: ["isOddLot"] },
] as const satisfies readonly TableColumn[];

const firstMs = Date.UTC(2026, 4, 8, 1, 30);

/**
 * Makes up trades, the same every time. The price walks, the volume jumps, and most trades share a second with others.
 */
export function makeTrades(count: number): Trade[] {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
  let cents = 47_140;
  return Array.from({ length: count }, (_, index) => {
    cents += Math.round((random() - 0.5) * 4);
    const volume = 100 * Math.ceil(random() * 50);
    const local = new Date(firstMs + Math.floor(index / 4) * 1000 + 8 * 3_600_000).toISOString();
    return {
      code: "HK.00700",
      time: `${local.slice(0, 19)}+08:00`,
      sequence: String(7_600_000_000_000_000_000n + BigInt(index)),
      price: cents / 100,
      volume,
      turnover: (cents * volume) / 100,
      dir: ["Bid", "Ask", "Neutral"][index % 3] ?? "Unknown",
      isOddLot: index % 50 === 0,
    };
  });
}
