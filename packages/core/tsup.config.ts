import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({
  thinIndexes: ["src/gen/protocols/index.ts", "src/gen/plain/index.ts", "src/gen/schema/index.ts"],
  unmapped: ["src/gen/messages", "src/gen/plain", "src/gen/enum-texts", "src/gen/schema"],
});
