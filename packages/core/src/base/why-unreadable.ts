const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this program may not read it",
  EPERM: "this program may not read it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  NotCapable: "Deno needs --allow-read for it",
};

/** Says why a file cannot be read, from what the runtime threw. */
export function whyUnreadable(cause: unknown): string {
  const { code, name, message } = Object(cause) as { code?: unknown; name?: unknown; message?: unknown };
  return reasons[String(code)] ?? reasons[String(name)] ?? String(message ?? cause);
}
