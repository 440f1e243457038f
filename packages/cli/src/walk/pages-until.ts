import type { Interrupt } from "../base/interrupt.js";

/** How long a page that is under way may take after Ctrl-C. It may have to wait for the frequency limit. */
const finishWithinMs = 3000;

/** Yields pages until the user asks for the end. Waits a little for the page that is under way. */
export async function* pagesUntil<P>(
  pages: AsyncIterable<P>,
  interrupt: Interrupt,
): AsyncGenerator<P, void, undefined> {
  const iterator = pages[Symbol.asyncIterator]();
  // Once for all pages: each call leaves something behind until the user asks for the end.
  let end = (_: undefined) => {};
  void afterAsked(interrupt).then(() => end(undefined));
  try {
    while (!interrupt.isAsked) {
      const next = iterator.next();
      const result = await new Promise<IteratorResult<P> | undefined>((resolve, reject) => {
        end = resolve;
        next.then(resolve, reject);
      });
      if (result === undefined) {
        next.catch(() => {});
        return;
      }
      if (result.done) return;
      yield result.value;
    }
  } finally {
    void iterator.return?.();
  }
}

/** Resolves some time after the user has asked for the end. */
async function afterAsked(interrupt: Interrupt): Promise<undefined> {
  await interrupt.asked;
  return await new Promise((resolve) => {
    setTimeout(() => resolve(undefined), finishWithinMs).unref();
    interrupt.signal.addEventListener("abort", () => resolve(undefined), { once: true });
    if (interrupt.signal.aborted) resolve(undefined);
  });
}
