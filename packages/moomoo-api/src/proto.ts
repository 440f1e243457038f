export * from "@opend/compat/proto";
export { default } from "@opend/compat/proto";
