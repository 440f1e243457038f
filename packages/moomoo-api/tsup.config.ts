import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({ requiredAsDefault: ["proto"] });
