import { cleanPicture } from "./model/clean-picture.js";
import { pictureTitle } from "./model/titles.js";
import type { Picture } from "./picture.js";

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
export async function renderHtml(given: Picture): Promise<string> {
  const picture = cleanPicture(given);
  const { script, licenses } = await import("./browser/page.js?bundled");
  const title = escapeText(pictureTitle(picture));
  return `<!doctype html>
<!--
This page contains parts of these packages.

${licenses.replaceAll("--", "- -")}
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
