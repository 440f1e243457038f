export * from "./gen/exports/proto.js";
export { typedRoot as default } from "./root/typed-root.js";
