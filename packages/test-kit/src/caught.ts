/** Returns what a function throws. @throws when it throws nothing */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** Returns what a promise rejects with. @throws when it does not reject */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => {
      throw new Error("the promise did not reject");
    },
    (error: unknown) => error,
  );
}
