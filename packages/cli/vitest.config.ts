import { mergeConfig } from "vitest/config";
import { bundleForBrowsersInSpecs } from "../../scripts/build/bundle-for-browsers.js";
import { defineSuite } from "../../scripts/test/define-suite.js";

export default mergeConfig(defineSuite(), { plugins: [bundleForBrowsersInSpecs] });
