/** What a stream has given so far, and its end. */
export interface Collected<T> {
  readonly items: readonly T[];
  /** Settles with the stream. Rejects with the error that ended it. */
  readonly ended: Promise<void>;
}

/** Collects everything that a stream gives from now on. */
export function collect<T>(stream: AsyncIterable<T>): Collected<T> {
  const items: T[] = [];
  const ended = (async () => {
    for await (const item of stream) items.push(item);
  })();
  ended.catch(() => {});
  return { items, ended };
}
