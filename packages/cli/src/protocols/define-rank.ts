import { UsageError } from "../base/usage-error.js";
import { defineRows, type RowsRequest } from "./define-rows.js";
import { findRanks } from "./find-ranks.js";

/** The rows of a ranking. @throws `UsageError` for any other protocol, which only an edited journal can name */
export async function defineRank(asked: RowsRequest) {
  const ranks = [...(await findRanks()).values()];
  if (ranks.some(({ name }) => name === asked.protocol)) return { ...(await defineRows(asked)), isPrivate: false };
  throw new UsageError(`${asked.protocol} is no ranking. \`opend rank\` lists them`);
}
