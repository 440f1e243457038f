import { expect, it } from "vitest";
import { Listeners } from "./listeners.js";

it("calls all callbacks in order, until they are removed", () => {
  const listeners = new Listeners<number, string>();
  const remove = listeners.add((event) => `first ${event}`);
  listeners.add((event) => `second ${event}`);
  expect(listeners.notify(1)).toEqual(["first 1", "second 1"]);
  remove();
  expect(listeners.notify(2)).toEqual(["second 2"]);
});

it("calls only the callbacks that existed when it began", () => {
  const listeners = new Listeners<void>();
  const heard: string[] = [];
  const remove = listeners.add(() => {
    heard.push("first");
    remove();
    listeners.add(() => heard.push("late"));
  });
  listeners.add(() => heard.push("second"));
  listeners.notify();
  expect(heard).toEqual(["first", "second"]);
  listeners.notify();
  expect(heard).toEqual(["first", "second", "second", "late"]);
});
