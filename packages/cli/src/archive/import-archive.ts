/** Loads the archive. An installation without optional packages has none. @throws what says how to install it */
export async function importArchive(): Promise<typeof import("@opend/archive")> {
  return await import("@opend/archive").catch((cause: unknown) => {
    throw new Error("the package @opend/archive is not installed: npm install --global @opend/archive", { cause });
  });
}
