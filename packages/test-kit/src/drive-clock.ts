/** A clock that a test moves on. */
export interface DrivenClock {
  /** Moves on to what is due next. False when nothing is. */
  advanceToNext(): boolean;
}

/**
 * Moves a clock on to what is due next, whenever no progress is seen for a while, until the work is done: nothing waits
 * for real, and no more time passes than has to.
 *
 * @param progress a number that grows as long as something goes on
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
