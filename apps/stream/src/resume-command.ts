import type { Job, Start, Walks } from "./parse-arguments.js";

/** Returns the command that gets the rest. It never contains the key. */
export function resumeCommand(job: Exclude<Job, { kind: "help" }>, rest: readonly Start[]): string {
  const starts = rest.map(({ code, cursor }) => (cursor === undefined ? code : `${code}@${cursor}`));
  return ["npm start --", ...gatewayOptions(job), ...rangeOptions(job), ...starts.map(quote)].join(" ");
}

function gatewayOptions(job: Exclude<Job, { kind: "help" }>): string[] {
  if (job.kind === "simulated") return [];
  const { brand, url, key } = job;
  const options = [`--brand ${brand}`];
  if (url !== undefined) options.push(`--url ${quote(url)}`);
  if (key !== undefined) options.push("file" in key ? `--key-file ${quote(key.file)}` : "--key KEY");
  return options;
}

function rangeOptions({ since, until }: Walks): string[] {
  const options: string[] = [];
  if (since !== undefined) options.push(`--since ${since}`);
  if (until !== undefined) options.push(`--until ${until}`);
  return options;
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
