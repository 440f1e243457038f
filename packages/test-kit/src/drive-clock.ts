/** A clock that a test advances. */
export interface DrivenClock {
  /** Advances to the next timer. Returns false when there is none. */
  advanceToNext(): boolean;
}

/**
 * Advances a clock to the next timer whenever there is no progress for a while, until the work is done. Nothing waits in
 * real time, and no more time passes on the clock than necessary.
 *
 * @param progress returns a number that grows while there is progress
 */
export async function driveClock<T>(clock: DrivenClock, progress: () => number, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => {});
  while (!isDone) {
    const before = progress();
    await someTurns();
    if (!isDone && progress() === before) clock.advanceToNext();
  }
  return await done;
}

/** Enough turns of the event loop for a request and its reply over loopback. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
