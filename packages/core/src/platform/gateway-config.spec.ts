import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { readGatewayConfig } from "./gateway-config.js";

const fileName = "Spec.xml";

async function read(xml: string) {
  return await readGatewayConfig(await tempFolder({ [fileName]: xml }), fileName);
}

describe("gateway config file", () => {
  it("contains addresses, ports and key", async () => {
    const keyMd5 = randomBytes(16).toString("hex");
    const config = await read(`<?xml version="1.0" encoding="UTF-8"?>
      <futu_opend>
        <ip>127.0.0.1</ip>
        <api_port>11112</api_port>
        <login_account>100000</login_account>
        <websocket_ip>0.0.0.0</websocket_ip>
        <websocket_port>33334</websocket_port>
        <websocket_key_md5>${keyMd5}</websocket_key_md5>
        <websocket_cert>cert.pem</websocket_cert>
      </futu_opend>`);
    expect(config).toEqual({
      ip: "127.0.0.1",
      apiPort: 11112,
      websocketIp: "0.0.0.0",
      websocketPort: 33334,
      websocketTls: true,
      websocketKeyMd5: keyMd5,
      rsaKeyFile: undefined,
    });
  });

  it("has no value for settings that are left out, empty or in a comment", async () => {
    const config = await read(`<!-- a comment
      of two lines --><opend>
        <!-- <api_port>1</api_port> -->
        <websocket_port></websocket_port>
        <websocket_key_md5/>
        <websocket_cert> </websocket_cert>
      </opend>`);
    expect(config).toMatchObject({
      ip: undefined,
      apiPort: undefined,
      websocketPort: undefined,
      websocketKeyMd5: undefined,
      websocketTls: false,
    });
  });

  it("reads entities, CDATA, spaces and a byte order mark", async () => {
    const config = await read(`\ufeff<opend>
        <login_pwd>a&amp;b&lt;c</login_pwd>
        <ip>&#49;0.0.0.1</ip>
        <api_port>
          11112
        </api_port>
        <rsa_private_key><![CDATA[/keys/a&b.txt]]></rsa_private_key>
      </opend>`);
    expect(config).toMatchObject({ ip: "10.0.0.1", apiPort: 11112, rsaKeyFile: "/keys/a&b.txt" });
  });

  it("is found by its path, or in a folder by its name", async () => {
    const folder = await tempFolder({ [fileName]: "<o><api_port>1</api_port></o>", "Own.XML": "<o><ip>::1</ip></o>" });
    expect(await readGatewayConfig(folder, fileName)).toMatchObject({ apiPort: 1 });
    expect(await readGatewayConfig(`${folder}/`, fileName)).toMatchObject({ apiPort: 1 });
    expect(await readGatewayConfig(join(folder, fileName), "Other.xml")).toMatchObject({ apiPort: 1 });
    expect(await readGatewayConfig(join(folder, "Own.XML"), fileName)).toMatchObject({ ip: "::1" });
  });

  it("that does not exist is named, with the system's reason as cause", async () => {
    const folder = await tempFolder({});
    const error = await rejectionOf(readGatewayConfig(folder, fileName));
    expect(error).toMatchObject({ code: "InvalidConfigFile", file: join(folder, fileName), cause: { code: "ENOENT" } });
    expect(error.message).toContain(join(folder, fileName));
  });

  it.each(["0", "65536", "-1", "1e3", "11111;", "0x10", "eleven"])("refuses the port %s and names it", async (text) => {
    for (const name of ["api_port", "websocket_port"]) {
      const error = await rejectionOf(read(`<opend><${name}>${text}</${name}></opend>`));
      expect(error.code).toBe("InvalidConfigFile");
      expect(error.message).toContain(name);
    }
  });

  it.each(["local host", "host/path", "user@host", "999.0.0.1", ":::::", "[::1]"])(
    "refuses the IP %s",
    async (text) => {
      for (const name of ["ip", "websocket_ip"]) {
        const error = await rejectionOf(read(`<opend><${name}>${text}</${name}></opend>`));
        expect(error.code).toBe("InvalidConfigFile");
        expect(error.message).toContain(name);
      }
    },
  );

  it("that is not XML fails without showing its contents", async () => {
    const secret = randomBytes(16).toString("hex");
    for (const text of [
      `<opend><login_pwd>${secret}</opend>`,
      `<opend><login_pwd>${secret}&bad;</login_pwd></opend>`,
      `login_pwd=${secret}`,
      `<${secret}`,
      "",
    ]) {
      const error = await rejectionOf(read(text));
      expect(error.code).toBe("InvalidConfigFile");
      expect(error.message).toContain("is not XML");
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  });

  it("with a wrong port shows no other setting", async () => {
    const secret = randomBytes(16).toString("hex");
    const xml = `<opend><login_pwd>${secret}</login_pwd><api_port>${secret}</api_port></opend>`;
    expect(inspect(await rejectionOf(read(xml)), { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it("resolves relative paths against its own folder", async () => {
    const folder = await tempFolder({ [fileName]: "<o><rsa_private_key>keys/rsa.txt</rsa_private_key></o>" });
    const { rsaKeyFile } = await readGatewayConfig(folder, fileName);
    expect(rsaKeyFile).toBe(`${folder}/keys/rsa.txt`);
  });

  it.each(["/keys/rsa.txt", "C:\\keys\\rsa.txt", "\\\\server\\rsa.txt"])("keeps the absolute path %s", async (path) => {
    expect(await read(`<o><rsa_private_key>${path}</rsa_private_key></o>`)).toMatchObject({ rsaKeyFile: path });
  });

  it("keeps a relative path with a dollar sign as it is", async () => {
    const folder = await tempFolder({ [fileName]: "<o><rsa_private_key>a$&amp;$1.txt</rsa_private_key></o>" });
    expect(await readGatewayConfig(folder, fileName)).toMatchObject({ rsaKeyFile: `${folder}/a$&$1.txt` });
  });
});
