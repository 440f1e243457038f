import type { Browser } from "playwright-core";
import type { CommandResult } from "../run-command.js";
import { serveFolder } from "./serve-folder.js";

const timeoutMs = 120_000;

/**
 * Opens the `index.html` of a folder, from a server on loopback, and waits until the page has the title `done`.
 *
 * @param globals properties of the global object for the scripts
 * @returns the output of the page
 */
export async function runPage(
  browser: Browser,
  folder: string,
  globals: Readonly<Record<string, unknown>>,
): Promise<CommandResult> {
  const server = await serveFolder(folder);
  const page = await browser.newPage();
  const output = { stdout: "", stderr: "" };
  page.on("console", (message) => {
    output[message.type() === "log" ? "stdout" : "stderr"] += `${message.text()}\n`;
  });
  try {
    await page.addInitScript((values) => Object.assign(globalThis, values), globals);
    const failed = new Promise<never>((_, reject) => page.once("pageerror", reject));
    await page.goto(server.url);
    await Promise.race([failed, page.waitForFunction("document.title === 'done'", undefined, { timeout: timeoutMs })]);
    return { ...output, failure: undefined };
  } catch (error) {
    return { ...output, failure: String(error) };
  } finally {
    await page.close();
    await server.close();
  }
}
