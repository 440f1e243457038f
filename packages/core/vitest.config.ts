import { defineSuite } from "../../scripts/test/define-suite.js";

export default defineSuite({ isolated: ["src/transport/open-pinned.spec.ts"] });
