const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this program may not read it",
  EPERM: "this program may not read it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
};

/** Says why a file cannot be read, from what the runtime threw. */
export function whyUnreadable(cause: unknown): string {
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
  // Deno's own errors name the permission that they need.
  return reasons[String(code)] ?? String(message ?? cause);
}
