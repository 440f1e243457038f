import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { runOpend } from "../testing/run-opend.js";

describe("an error that names options of the libraries", () => {
  it("says what they are here", async () => {
    const folder = await tempFolder({ "nokey.xml": `<o><rsa_private_key>/none/spec.pem</rsa_private_key></o>` });
    const args = ["--brand", "futu", "snapshot", "HK.00700"];
    const byConfig = await runOpend(["--config-file", `${folder}/nokey.xml`, ...args]);
    expect(byConfig.stderr).toContain("name the key's file here with rsaKeyFile. Here, rsaKeyFile is --rsa-key-file.");
    const byOption = await runOpend(["--rsa-key-file", "/none/spec.pem", ...args]);
    expect(byOption.stderr).toContain("there is no such file. Here, rsaKeyFile is --rsa-key-file.");
    const noConfig = await runOpend(["--config-file", "/none/configFile/rsaKeyFile.xml", ...args]);
    expect(noConfig.stderr).toMatch(/there is no such file\. Here, configFile is --config-file\.\n$/);
  });
});
