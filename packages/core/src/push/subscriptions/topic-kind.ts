import type { OpendError } from "../../base/opend-error.js";
import type { FailedTopic } from "../../protocol/failed-topic.js";
import type { Requester } from "../requester.js";

/** Something that the gateway pushes about, and how a connection asks for it: data types of securities, or accounts. */
export interface TopicKind<T> {
  /** What tells topics apart. */
  keyOf(topic: T): string;
  failed(topic: T, error: OpendError): FailedTopic;
  /** Splits topics into the lists that one request each can hold, in order of wish. */
  plan(topics: readonly T[]): readonly (readonly T[])[];
  /**
   * Subscribes one such list.
   *
   * @param kept what the connection is subscribed to already, and what is still wanted of it
   * @throws what the gateway answers
   */
  subscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** Ends subscriptions of one such list. @param kept as in `subscribe` @throws what the gateway answers */
  unsubscribe(requester: Requester, topics: readonly T[], kept: readonly T[]): Promise<void>;
  /** The gateway refuses to end a subscription that is younger. In milliseconds. */
  readonly minAgeMs: number;
  /** Whether a request replaces all topics of the session: what it does not name ends. Such requests go one at a time. */
  readonly replacesAll: boolean;
}
