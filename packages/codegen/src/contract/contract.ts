import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import { checkNesting } from "./check-nesting.ts";
import { marketPath } from "./market-path.ts";
import { type OfficialNames, readOfficialNames } from "./official-names.ts";
import { type RequestBounds, readBounds } from "./read-bounds.ts";
import { type Meanings, readMeanings } from "./read-meaning.ts";
import { type OrderStatuses, type OrderTypes, readOrderStatuses, readOrderTypes } from "./read-orders.ts";
import { readPlaces } from "./read-reach.ts";
import { type RequestInputs, readRequestInputs } from "./request-inputs.ts";
import { withNested } from "./type-name.ts";

/** What the options of all files say about their messages and fields. */
export interface Contract {
  readonly files: readonly DescFile[];
  /** What fields hold. */
  readonly meanings: Meanings;
  /** How requests may be written. */
  readonly inputs: RequestInputs;
  /** The messages that occur in lists. */
  readonly listed: ReadonlySet<DescMessage>;
  /** How programs name the values of enums. */
  readonly names: OfficialNames;
  /** How far orders have come, by their status. */
  readonly orderStatuses: readonly OrderStatuses[];
  /** What orders are like, by their type. */
  readonly orderTypes: readonly OrderTypes[];
  /** What requests may hold, beyond the types of their fields. */
  readonly bounds: RequestBounds;
}

/** Reads the options of all files, and checks them. */
export function readContract(files: readonly DescFile[]): Contract {
  const messages = files.flatMap((file) => file.messages.flatMap(withNested));
  for (const message of messages) checkNesting(message);
  const meanings = readMeanings(files);
  const places = readPlaces(files);
  // Checks the option zone_of also where no request asks for the market.
  for (const message of messages) marketPath(message, meanings);
  const fields = messages.flatMap((message) => message.fields);
  const lists = fields.filter(({ fieldKind }) => fieldKind === "list");
  return {
    files,
    meanings,
    inputs: readRequestInputs(files, meanings),
    names: readOfficialNames(files),
    orderStatuses: readOrderStatuses(files),
    orderTypes: readOrderTypes(files, meanings, places),
    bounds: readBounds(files, places),
    listed: new Set(lists.flatMap(({ message }) => (message ? [message] : []))),
  };
}
