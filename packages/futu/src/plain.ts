export * from "@opend/core/plain";
