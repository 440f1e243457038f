import type { CodeOptions } from "../codes/read-codes.js";

/** The options of `opend sync`. */
export interface SyncCommandOptions extends Pick<CodeOptions, "codesFile"> {
  readonly db?: string;
  readonly market?: readonly string[];
  readonly period?: string;
  readonly since?: string;
  readonly history?: true;
  readonly gateways?: string;
  readonly metrics?: string;
  readonly status?: true;
  readonly json?: true;
  readonly check?: true;
}
