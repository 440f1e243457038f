import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({ unmapped: ["src/gen/definitions"], requiredAsDefault: ["proto"] });
