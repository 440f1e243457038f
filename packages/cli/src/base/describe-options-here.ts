/** The options of the libraries that messages name, and what they are called in the command. */
const optionsHere = { rsaKeyFile: "--rsa-key-file", configFile: "--config-file" };

/** Says what the options of the libraries in a message are called in the command. Undefined when it names none. */
export function describeOptionsHere(message: string): string | undefined {
  // A name in a path is not an option.
  const named = Object.entries(optionsHere).filter(([name]) => new RegExp(`(?:\\(| )${name}(?:\\)| |$)`).test(message));
  return named.length === 0 ? undefined : `Here, ${named.map(([name, here]) => `${name} is ${here}`).join(", and ")}`;
}

/** The options of `openAccount` that choose among accounts, and what they are called in the command. */
const accountOptionsHere: Readonly<Record<string, string>> = {
  market: "--trade-market",
  firm: "--firm",
  paperKind: "--paper-kind",
  accountId: "--account",
};

/** Says what the options that choose among accounts are called in the command, for the error that names them. */
export function describeAccountOptions(error: unknown): string | undefined {
  if (!(error instanceof Error && "options" in error && Array.isArray(error.options))) return undefined;
  return `Here, ${error.options.map((name) => `${name} is ${accountOptionsHere[name]}`).join(", and ")}.`;
}
