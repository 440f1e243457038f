import { homedir } from "node:os";
import { expect, it } from "vitest";
import { homePath } from "./home-path.js";

const variable = (name: string) => (name === "HOME" ? "/home/spec" : undefined);

it.each([
  ["~", "/home/spec"],
  ["~/rsa", "/home/spec/rsa"],
  ["~\\rsa", "/home/spec\\rsa"],
  ["/keys/~/rsa", "/keys/~/rsa"],
  ["~other/rsa", "~other/rsa"],
  ["rsa~", "rsa~"],
])("the path %s is %s", (path, meant) => {
  expect(homePath(path, variable)).toBe(meant);
});

it("the home folder is that of the system where no variable says it", () => {
  expect(homePath("~/rsa", () => undefined)).toBe(`${homedir()}/rsa`);
});
