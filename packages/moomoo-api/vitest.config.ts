import { defineSuite } from "../../scripts/test/define-suite.js";

export default defineSuite();
