/** What begins like a URL, up to its host or user. */
const beginsUrl = /^[\s"'`(=\w+.-]{0,60}?[a-z][a-z0-9+.-]{0,30}:\/+/i;

/** A path of Windows, which has a colon too. */
const isWindowsPath = /^[a-z]:[\\/]/i;

/** PostgreSQL's own form: `host=… password=…`. */
const keywordForm = /^\s{0,9}\w{1,30}\s{0,9}=/;

/** A parameter whose name says that it holds a secret, of a URL or of PostgreSQL's own form `host=… password=…`. */
const secretParameter = /([\w-]{0,30}(?:user|pass|pwd|key|secret|token)[\w-]{0,30}\s{0,9}=\s{0,9})('[^']*'|[^&;\s]*)/gi;

/**
 * Takes out of a text like a URL what may be secret: the user and the password before the host, and the values of
 * parameters that name a secret, and no file. The text may be mistyped in any way: what cannot be told apart is taken out.
 * It is for messages, not to be opened.
 *
 * @param text one URL, or the path of a file, which stays as it is
 */
export function withoutUserInfo(text: string): string {
  const hidden = text.replace(secretParameter, (all, begin: string) => (/file\s*=/i.test(begin) ? all : `${begin}…`));
  const at = hidden.lastIndexOf("@");
  if (isWindowsPath.test(hidden)) return hidden;
  const [begin = ""] = beginsUrl.exec(hidden) ?? [];
  const isKeyword = begin === "" && keywordForm.test(hidden);
  // A value took an @ with it, which may have been the one before the host.
  if (countOf("@", hidden) < countOf("@", text) && !isKeyword) return `${begin}…`;
  if (at < 0) return hidden;
  const userInfo = hidden.slice(begin.length, at);
  // Paths may have an @. A user and a password have a colon between them.
  return begin === "" && !userInfo.includes(":") ? hidden : begin + hidden.slice(at + 1);
}

function countOf(character: string, text: string): number {
  return text.split(character).length - 1;
}
