import { definePackage } from "../../scripts/build/define-package.js";

export default definePackage({
  programs: ["src/bin.ts"],
  // Beside the chunk that draws PNGs.
  assets: { "chunks/fonts": "src/chart/fonts" },
});
