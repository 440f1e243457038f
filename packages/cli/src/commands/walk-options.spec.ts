import { expect, it } from "vitest";
import { outputFormats } from "../output/output-options.js";
import { formatNames } from "./walk-options.js";

it("names the formats that there are", () => {
  expect(formatNames).toEqual(outputFormats);
});
