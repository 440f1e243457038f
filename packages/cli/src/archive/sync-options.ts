import type { CodeOptions } from "../codes/read-codes.js";
import type { MetricsPlace } from "./start-metrics.js";

/** The options of `opend sync`. */
export interface SyncCommandOptions extends Pick<CodeOptions, "codesFile"> {
  readonly db?: string;
  readonly market?: readonly string[];
  readonly period?: string;
  readonly since?: string;
  readonly history?: true;
  readonly gateways?: string;
  readonly metrics?: MetricsPlace;
  readonly status?: true;
  readonly json?: true;
  readonly check?: true;
}
