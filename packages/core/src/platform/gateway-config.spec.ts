import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { rejectionOf, thrownBy } from "../testing/caught.js";
import { readGatewayConfig } from "./gateway-config.js";

const fileName = "Spec.xml";

const noVariables = () => undefined;

async function read(xml: string, variables: Readonly<Record<string, string>> = {}) {
  const folder = await tempFolder({ [fileName]: xml });
  return await readGatewayConfig(folder, fileName, { variable: (name) => variables[name] });
}

/** Reads the file at a path. */
async function readAt(path: string, name = fileName) {
  return await readGatewayConfig(path, name, { variable: noVariables });
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
      fileName,
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
    expect(await readAt(folder)).toMatchObject({ apiPort: 1 });
    expect(await readAt(`${folder}/`)).toMatchObject({ apiPort: 1 });
    expect(await readAt(join(folder, fileName), "Other.xml")).toMatchObject({ apiPort: 1 });
    expect(await readAt(join(folder, "Own.XML"))).toMatchObject({ ip: "::1" });
  });

  it("that does not exist is named, with the system's reason as cause", async () => {
    const folder = await tempFolder({});
    const error = await rejectionOf(readAt(folder));
    expect(error).toMatchObject({ code: "InvalidConfigFile", file: join(folder, fileName), cause: { code: "ENOENT" } });
    expect(error.message).toContain(`${join(folder, fileName)} (configFile) cannot be read: there is no such file`);
  });

  it("that is a folder, or below a file, is told as such", async () => {
    const folder = await tempFolder({ [fileName]: "<o/>" });
    const { message } = await rejectionOf(readAt(join(folder, fileName, "x.xml")));
    expect(message).toContain("a part of its path is not a folder");
    await mkdir(join(folder, "folder.xml"));
    const asFolder = await rejectionOf(readAt(join(folder, "folder.xml")));
    expect(asFolder.message).toContain("it is a folder");
  });

  it("is found by a path in the home folder", async () => {
    const folder = await tempFolder({ [fileName]: "<o><api_port>1</api_port></o>" });
    const inHome = { variable: () => folder };
    expect(await readGatewayConfig("~", fileName, inHome)).toMatchObject({ apiPort: 1 });
    expect(await readGatewayConfig(`~/${fileName}`, fileName, inHome)).toMatchObject({ apiPort: 1 });
  });

  it.each(["0", "65536", "-1", "1e3", "11111;", "0x10", "eleven"])("refuses the port %s and names it", async (text) => {
    for (const [name, of] of [
      ["api_port", "apiPort"],
      ["websocket_port", "websocketPort"],
    ] as const) {
      const config = await read(`<opend><${name}>${text}</${name}></opend>`);
      const error = thrownBy(() => config[of]);
      expect(error.code).toBe("InvalidConfigFile");
      expect(error.message).toContain(name);
    }
  });

  it.each(["local host", "host/path", "user@host", "999.0.0.1", ":::::", "[::1]"])(
    "refuses the IP %s",
    async (text) => {
      for (const [name, of] of [
        ["ip", "ip"],
        ["websocket_ip", "websocketIp"],
      ] as const) {
        const config = await read(`<opend><${name}>${text}</${name}></opend>`);
        const error = thrownBy(() => config[of]);
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
    const config = await read(xml);
    expect(config.ip).toBeUndefined();
    expect(
      inspect(
        thrownBy(() => config.apiPort),
        { depth: 10, showHidden: true },
      ),
    ).not.toContain(secret);
  });

  it("resolves relative paths against its own folder", async () => {
    const folder = await tempFolder({ [fileName]: "<o><rsa_private_key>keys/rsa.txt</rsa_private_key></o>" });
    const { rsaKeyFile } = await readAt(folder);
    expect(rsaKeyFile).toBe(`${folder}/keys/rsa.txt`);
  });

  it.each(["/keys/rsa.txt", "C:\\keys\\rsa.txt", "\\\\server\\rsa.txt"])("keeps the absolute path %s", async (path) => {
    expect(await read(`<o><rsa_private_key>${path}</rsa_private_key></o>`)).toMatchObject({ rsaKeyFile: path });
  });

  it("may have ~ for the home folder in the path of the key", async () => {
    const at = async (path: string) => (await read(`<o><rsa_private_key>${path}</rsa_private_key></o>`)).rsaKeyFile;
    for (const path of ["~", "~/rsa", "~\\rsa"]) expect(await at(path)).toBe(path);
    expect(await at("~other/rsa")).toMatch(/\/~other\/rsa$/);
  });

  it("has variables filled in", async () => {
    const keyMd5 = randomBytes(16).toString("hex");
    const xml = `<o>
      <ip>\${OPEND_IP:-0.0.0.0}</ip><api_port>\${OPEND_PORT}</api_port>
      <websocket_port>3\${A}\${B:-33}3</websocket_port><websocket_key_md5>\${KEY_MD5}</websocket_key_md5>
      <websocket_cert>\${CERT:-}</websocket_cert><rsa_private_key>\${KEYS:-~/.keys}/rsa</rsa_private_key>
    </o>`;
    expect(await read(xml, { OPEND_PORT: "11112", A: "3", KEY_MD5: keyMd5 })).toMatchObject({
      ip: "0.0.0.0",
      apiPort: 11112,
      websocketPort: 33333,
      websocketKeyMd5: keyMd5,
      websocketTls: false,
      rsaKeyFile: "~/.keys/rsa",
    });
    const others = { OPEND_IP: "10.0.0.1", OPEND_PORT: "", A: "", B: "4", CERT: "c.pem", KEYS: "/keys" };
    expect(await read(xml, { ...others, KEY_MD5: "" })).toMatchObject({
      ip: "10.0.0.1",
      apiPort: undefined,
      websocketPort: 343,
      websocketKeyMd5: undefined,
      websocketTls: true,
      rsaKeyFile: "/keys/rsa",
    });
  });

  it("names a variable that is not set, once its setting is needed", async () => {
    const config = await read(`<o><api_port>1</api_port><websocket_port>\${WS_PORT}</websocket_port></o>`);
    expect(config.apiPort).toBe(1);
    expect(thrownBy(() => config.websocketPort)).toMatchObject({
      code: "InvalidConfigFile",
      message: expect.stringMatching(/has \$\{WS_PORT\} in websocket_port, and the variable WS_PORT is not set here/),
    });
  });

  it.each(["$HOME/rsa", "${", `\${}`, `\${1A}`, "${A", "a$b"])(
    "keeps %s, which is not a variable, as it is",
    async (text) => {
      const { rsaKeyFile } = await read(`<o><rsa_private_key>/${text}</rsa_private_key></o>`, { HOME: "/home/spec" });
      expect(rsaKeyFile).toBe(`/${text}`);
    },
  );

  it("keeps a relative path with a dollar sign as it is", async () => {
    const folder = await tempFolder({ [fileName]: "<o><rsa_private_key>a$&amp;$1.txt</rsa_private_key></o>" });
    expect(await readAt(folder)).toMatchObject({ rsaKeyFile: `${folder}/a$&$1.txt` });
  });
});
