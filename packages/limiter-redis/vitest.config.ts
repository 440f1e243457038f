import { defineSuite } from "../../scripts/test/define-suite.js";

// The first start on a machine without Redis installs it.
export default defineSuite({ testTimeout: 30_000, hookTimeout: 300_000 });
