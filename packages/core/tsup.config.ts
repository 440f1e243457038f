import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({ thinIndexes: ["src/gen/protocols/index.ts"], unmapped: ["src/gen/messages"] });
