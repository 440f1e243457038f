import { PullIterator } from "@opend/core/internal";

/**
 * Iterates over the items of a generator that yields them in batches, such as the rows of pages. A consumer can leave
 * at any time, which ends every waiting `next()` and aborts the work in progress.
 *
 * @param open creates the generator; its controller is aborted when the consumer leaves early
 */
export function iterateBatches<T>(
  open: (stop: AbortController) => AsyncGenerator<Iterable<T>, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const batches = open(stop);
  let batch: Iterator<T> = [][Symbol.iterator]();
  let isFetching = false;
  let end: { readonly error?: unknown; readonly isFailure: boolean } | undefined;

  const iterator = new PullIterator<T>({
    take() {
      const next = batch.next();
      if (!next.done) return { done: false, value: next.value };
      if (end?.isFailure) throw end.error;
      if (end) return { done: true, value: undefined };
      void fetchBatch();
      return undefined;
    },
    close() {
      batch = [][Symbol.iterator]();
      if (end) return;
      stop.abort();
      // No one waits for what the generator still does.
      batches.return().catch(() => {});
    },
  });

  async function fetchBatch(): Promise<void> {
    if (isFetching) return;
    isFetching = true;
    try {
      const { done, value } = await batches.next();
      if (done) end = { isFailure: false };
      else batch = value[Symbol.iterator]();
    } catch (error) {
      end = { isFailure: true, error };
    }
    isFetching = false;
    iterator.pull();
  }

  return iterator;
}
