export * from "./watch/index.js";
