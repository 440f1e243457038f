export * from "@opend/core/schema";
