import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({ programs: ["src/bin.ts"] });
