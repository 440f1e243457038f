/** The options of the libraries that messages name, and what they are called in the command. */
const optionsHere = { rsaKeyFile: "--rsa-key-file", configFile: "--config-file" };

/** Says what the options of the libraries in a message are called in the command. Undefined when it names none. */
export function describeOptionsHere(message: string): string | undefined {
  // A name in a path is not an option.
  const named = Object.entries(optionsHere).filter(([name]) => new RegExp(`(?:\\(| )${name}(?:\\)| |$)`).test(message));
  return named.length === 0 ? undefined : `Here, ${named.map(([name, here]) => `${name} is ${here}`).join(", and ")}`;
}
