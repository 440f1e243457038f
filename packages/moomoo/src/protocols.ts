export * from "@opend/core/protocols";
