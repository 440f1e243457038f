import { defineSuite } from "../../scripts/test/define-suite.js";

// Each test runs the generator as a program.
export default defineSuite({ testTimeout: 30_000 });
