export * from "@opend/core";
export * from "@opend/pager";
export { connect } from "./connect.js";
export { profile } from "./profile.js";
