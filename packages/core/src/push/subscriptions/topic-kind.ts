import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { Requester } from "../requester.js";

/** Something that a client can subscribe to, and how to ask for it: data types of securities, or accounts. */
export interface TopicKind<T> {
  /** A key that identifies a topic. */
  keyOf(topic: T): string;
  failed(topic: T, error: OpendError): FailedTopic;
  /** The code of its security. Absent for topics that are not about securities. */
  codeOf?(topic: T): string;
  /** The right that it needs. Absent for topics that are not about securities. */
  rightOf?(topic: T): string;
  /** Splits topics into lists that fit one request each, in order of priority. */
  plan(topics: readonly T[]): readonly (readonly T[])[];
  /**
   * Subscribes one such list.
   *
   * @param kept the topics that the session already has and that are still wanted
   * @throws the gateway's error
   */
  subscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** Ends the subscriptions of one such list. @param kept as in `subscribe` @throws the gateway's error */
  unsubscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** The gateway refuses to end a subscription that is younger than this. In milliseconds. */
  readonly minAgeMs: number;
  /**
   * Whether a request replaces all topics of the session, which ends those that it does not name. Such requests go one
   * at a time.
   */
  readonly replacesAll: boolean;
}
