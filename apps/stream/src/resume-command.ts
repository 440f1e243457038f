import type { Job, Start } from "./parse-arguments.js";

/** Returns the command that gets the rest. It never contains the key. */
export function resumeCommand(job: Exclude<Job, { kind: "help" }>, rest: readonly Start[]): string {
  const starts = rest.map(({ code, cursor }) => (cursor === undefined ? code : `${code}@${cursor}`));
  return ["npm start --", ...gatewayOptions(job), ...starts.map(quote)].join(" ");
}

function gatewayOptions(job: Exclude<Job, { kind: "help" }>): string[] {
  if (job.kind === "simulated") return [];
  const { brand, url, key } = job;
  const options = [`--brand ${brand}`];
  if (url !== undefined) options.push(`--url ${quote(url)}`);
  if (key !== undefined) options.push("file" in key ? `--key-file ${quote(key.file)}` : "--key KEY");
  return options;
}

/** Quotes a text for a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
