import { commands } from "../gen/protocols/commands.js";

/** An entry of the table of commands. */
export interface Command {
  /** The number in the frame header, such as 3006. */
  readonly cmd: number;
  /** The name of the protocol, such as `Qot_GetKL`. */
  readonly name: string;
  /** What it is for. */
  readonly description: string;
}

/**
 * Commands of older gateways, which an official package still lists. The contract has no messages for them, so a request
 * with one is rejected.
 */
const retired = {
  QotGetHistoryKL: {
    cmd: 3100,
    name: "Qot_GetHistoryKL",
    description: "Retired: K-lines of the gateway's own database. Use QotRequestHistoryKL.",
  },
  QotGetHistoryKLPoints: {
    cmd: 3101,
    name: "Qot_GetHistoryKLPoints",
    description: "Retired: single K-lines of several securities. Use QotRequestHistoryKL.",
  },
  QotGetRehab: {
    cmd: 3102,
    name: "Qot_GetRehab",
    description: "Retired: price adjustments of several securities. Use QotRequestRehab.",
  },
  QotGetTradeDate: {
    cmd: 3200,
    name: "Qot_GetTradeDate",
    description: "Retired: the trading days of a market. Use QotRequestTradeDate.",
  },
} as const satisfies Readonly<Record<string, Command>>;

/** Every command: those of the contract, and the retired ones that the official packages list. */
export const commandTable = { ...commands, ...retired };

const byNumber: ReadonlyMap<number, Command> = new Map(Object.values(commandTable).map((each) => [each.cmd, each]));

/** Finds a command by its number. Undefined when there is none. */
export function findCommand(cmd: number): Command | undefined {
  return byNumber.get(cmd);
}
