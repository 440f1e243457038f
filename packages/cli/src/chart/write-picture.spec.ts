import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { rejectionOf } from "@opend/test-kit/caught";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { expect, it } from "vitest";
import { sampleShortVolume } from "./testing/sample-pictures.js";
import { writePicture } from "./write-picture.js";

const picture = sampleShortVolume(["HK.00700"], 20);

it.each([
  ["a.svg", "<svg "],
  ["a.PNG", "\u0089PNG"],
  ["a.html", "<!doctype html>"],
])("writes %s by its ending, in place of what was there", async (name, start) => {
  const folder = await tempFolder({
    [name]: "before",
    [`${name}.part`]: "left by a program that was killed, and long",
  });
  await writePicture(join(folder, name), picture);
  expect((await readFile(join(folder, name), "latin1")).slice(0, start.length)).toBe(start);
  expect(await readdir(folder)).toEqual([name]);
});

it("refuses other endings", async () => {
  const folder = await tempFolder({});
  const error = await rejectionOf(writePicture(join(folder, "a.gif"), picture));
  expect(error).toMatchObject({ code: "InvalidOption", message: expect.stringContaining(".svg, .png, .html") });
  expect(await readdir(folder)).toEqual([]);
});

it("leaves nothing behind when the file cannot be written", async () => {
  const folder = await tempFolder({});
  await mkdir(join(folder, "a.svg"));
  await rejectionOf(writePicture(join(folder, "a.svg"), picture));
  expect(await readdir(folder)).toEqual(["a.svg"]);
  expect(await rejectionOf(writePicture(join(folder, "no", "a.svg"), picture))).toMatchObject({ code: "ENOENT" });
});
