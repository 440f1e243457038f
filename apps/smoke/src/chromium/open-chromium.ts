import { findProgram } from "@opend/test-kit/programs";
import { type Browser, chromium } from "playwright-core";

/** Starts Debian's Chromium without a window. @throws with the command that installs it, if it is missing */
export async function openChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: findProgram("chromium") });
}

/** Such as `Chromium 156.0.1`. */
export function nameOf(browser: Browser): string {
  return `Chromium ${browser.version().split(".").slice(0, 3).join(".")}`;
}
