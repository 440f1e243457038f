import type { Picture } from "./picture.js";

/** What the page has of others. Their licenses want to be in every copy. */
const notice = `This page contains Observable Plot (Copyright Observable, Inc.), D3 (Copyright Mike Bostock), both under the ISC
license, and parts of their dependencies under the same license:

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

const style = `
  :root { color-scheme: light; }
  body { margin: 0 auto; max-width: 1600px; background: #fff; color: #24292f;
    font: 13px/1.5 Roboto, "Helvetica Neue", Arial, sans-serif; }
  header { padding: 16px 20px 0 16px; }
  h1 { margin: 0; font-size: 18px; font-weight: 600; }
  h1 b { float: right; padding: 1px 10px; border-radius: 4px; background: #e69f00; color: #000; font-size: 13px; }
  p { margin: 2px 0; color: #57606a; }
  form { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; margin: 10px 0 8px; }
  input, button { font: inherit; color: inherit; padding: 1px 6px; border: 1px solid #c5cad0; border-radius: 4px;
    background: #fff; }
  button:disabled { color: #8b949e; }
  small { color: #57606a; font-size: 12px; }
  .key { display: inline-block; margin-right: 18px; }
  .key i { display: inline-block; width: 11px; height: 11px; margin-right: 7px; border: 1px solid; vertical-align: -1px; }
  .empty { padding: 60px; text-align: center; font-size: 16px; }
  main { position: relative; cursor: crosshair; padding-bottom: 16px; user-select: none; -webkit-user-select: none; }
  .legend { margin-bottom: 10px; }
  main svg { display: block; }
  .shade { position: absolute; top: 0; bottom: 0; background: #0072b2; opacity: 0.15; pointer-events: none; }`;

/**
 * Draws a picture as a page of its own, in which people point at values and zoom into days. It loads nothing: it can be
 * opened from a disk or sent by mail.
 */
export async function renderHtml(picture: Picture): Promise<string> {
  const { script } = await import("./browser/page.js?bundled");
  const title = escapeText(picture.title ?? picture.series.map(({ code }) => code).join(", "));
  return `<!doctype html>
<!--
${notice}
-->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>${title}${picture.simulated ? " (simulated data)" : ""}</title>
<style>${style}
</style>
</head>
<body>
<div id="root"><noscript>This picture needs JavaScript.</noscript></div>
<script type="application/json" id="picture">${JSON.stringify(picture).replaceAll("<", "\\u003c")}</script>
<script>${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
