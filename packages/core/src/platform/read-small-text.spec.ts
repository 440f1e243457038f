import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { readGatewayConfig } from "./gateway-config.js";
import { readSmallText } from "./read-small-text.js";

describe("readSmallText", () => {
  it("returns the text of a file of up to 1 MB", async () => {
    const text = "键".repeat(1024 * 341);
    const folder = await tempFolder({ "a.txt": text, "empty.txt": "" });
    expect(await readSmallText(join(folder, "a.txt"))).toBe(text);
    expect(await readSmallText(join(folder, "empty.txt"))).toBe("");
  });

  it("refuses a larger one, and a device that never ends", async () => {
    const file = join(await tempFolder({}), "FutuOpenD.xml");
    await writeFile(file, Buffer.alloc(64 * 1024 * 1024, " "));
    await expect(readSmallText(file)).rejects.toThrow("it has more than 1 MB");
    await expect(readSmallText("/dev/zero")).rejects.toThrow("it has more than 1 MB");
    await expect(readGatewayConfig(file, "FutuOpenD.xml", { variable: () => undefined })).rejects.toMatchObject({
      code: "InvalidConfigFile",
      message: `the gateway config file ${file} (configFile) cannot be read: it has more than 1 MB`,
    });
  });
});
