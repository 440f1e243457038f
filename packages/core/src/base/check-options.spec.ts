import { expect, it } from "vitest";
import { checkOptions } from "./check-options.js";

const known = ["pageSize", "timeoutMs", "limit"];

it.each([{}, { limit: 1 }, { pageSize: undefined, timeoutMs: 5 }])("takes known options: %j", (options) => {
  expect(() => checkOptions("a pager", options, known)).not.toThrow();
});

it.each([
  [{ pagesize: 1 }, "pagesize", "a pager has no option pagesize: did you mean pageSize?"],
  [{ timeout: 1 }, "timeout", "a pager has no option timeout: did you mean timeoutMs?"],
  [{ limt: 1 }, "limt", "a pager has no option limt: did you mean limit?"],
  [{ since: undefined }, "since", "a pager has no option since; it has pageSize, timeoutMs, limit"],
])("refuses %j", (options, option, message) => {
  expect(() => checkOptions("a pager", options, known)).toThrow(
    expect.objectContaining({ code: "InvalidOption", option, message }),
  );
});

it.each([null, 5, "limit"])("refuses %j in place of options", (options) => {
  expect(() => checkOptions("a pager", options, known)).toThrow(expect.objectContaining({ option: "options" }));
});
