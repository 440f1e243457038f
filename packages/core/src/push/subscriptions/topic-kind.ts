import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { Requester } from "../requester.js";

/** A kind of topic, and how a connection requests it: data types of securities, or accounts. */
export interface TopicKind<T> {
  /** Returns a key that identifies a topic. */
  keyOf(topic: T): string;
  failed(topic: T, error: OpendError): FailedTopic;
  /** Splits topics into lists that fit into one request each, in order of priority. */
  plan(topics: readonly T[]): readonly (readonly T[])[];
  /**
   * Subscribes one such list.
   *
   * @param kept the topics that the connection is already subscribed to and that are still wanted
   * @throws the gateway's error
   */
  subscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** Ends the subscriptions of one such list. @param kept as in `subscribe` @throws the gateway's error */
  unsubscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** The minimum age of a subscription, in milliseconds. The gateway refuses to end a younger one. */
  readonly minAgeMs: number;
  /**
   * Whether a request replaces all topics of the session and ends those that it does not name. Such requests are sent
   * one at a time.
   */
  readonly replacesAll: boolean;
}
