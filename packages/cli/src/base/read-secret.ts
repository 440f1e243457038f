import { readTextFile, whyUnreadable } from "@opend/core/internal";
import { UsageError } from "./usage-error.js";

/**
 * Returns the secret in the file that an option names. Messages do not name the file: people give the secret itself by mistake.
 *
 * @throws `UsageError`
 */
export async function readSecret(
  option: string,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const secret = (await readText(option, file, env)).trim();
  if (secret === "") throw new UsageError(`${option}: this file is empty`);
  return secret;
}

async function readText(option: string, file: string, env: Readonly<Record<string, string | undefined>>) {
  try {
    return await readTextFile(file, (name) => env[name]);
  } catch (cause) {
    // Messages of the runtime name the file too.
    const { code, message } = Object(cause) as { readonly code?: string; readonly message?: string };
    throw new UsageError(`${option}: cannot read this file: ${whyUnreadable({ code, message: code ?? message })}`);
  }
}
