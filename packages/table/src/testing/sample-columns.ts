import type { TableColumn } from "../columns/table-column.js";

/** A column of every type. */
export const sampleColumns = [
  { name: "code", type: "text", path: ["code"], description: "The security." },
  { name: "volume", type: "int64", path: ["volume"], unit: "shares" },
  { name: "shares", type: "uint64", path: ["shares"], unit: "shares" },
  { name: "quote.price", type: "double", path: ["quote", "price"], unit: "USD", description: "Price." },
  { name: "isOpen", type: "bool", path: ["isOpen"] },
  { name: "day", type: "day", path: ["day"] },
  { name: "time", type: "moment", path: ["time"] },
  { name: "side", type: "enum", path: ["side"], names: ["Buy", "Sell"] },
  { name: "legs", type: "text", path: ["legs"], isList: true },
  { name: "password", type: "text", path: ["password"], isSecret: true },
] as const satisfies readonly TableColumn[];

/** A row of these columns, as plain forms have it. */
export interface SampleRow {
  readonly code?: string;
  readonly volume?: number | bigint;
  readonly shares?: number | bigint;
  readonly quote?: { readonly price?: number | string };
  readonly isOpen?: boolean;
  readonly day?: string;
  readonly time?: string;
  readonly side?: string | number;
  readonly legs?: readonly unknown[];
  readonly password?: string;
}

/** A full row. */
export const sampleRow: SampleRow = {
  code: "HK.00700",
  volume: 1000,
  shares: 2000,
  quote: { price: 471.4 },
  isOpen: true,
  day: "2026-05-08",
  time: "2026-05-08T16:08:12.345678+08:00",
  side: "Buy",
  legs: [{ code: "HK.00700" }, 2],
  password: "hunter2",
};
