import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import { Common, GetGlobalState, Notify } from "@opend/core/protocols";
import { type GatewayOptions, handle, stallReplies, startGateway } from "@opend/sim";
import { createTestCertificates } from "@opend/test-kit/certificates";
import { freePort } from "@opend/test-kit/free-port";
import { tempFolder } from "@opend/test-kit/temp-folder";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = await startGateway({ brand: "futu", ...options });
  onTestFinished(() => gateway.close());
  return gateway;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" ? `127.0.0.1:${address?.port}` : "";
}

/** A program that does this with each connection. */
async function listenWith(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return await listen(
    createServer((socket) => {
      sockets.add(socket.on("error", () => {}));
      answer(socket);
    }),
  );
}

/** What the doctor says of a place, without the first line of each place: that it answers. */
async function examine(url: string, ...args: readonly string[]) {
  const { code, stdout } = await runOpend(["--url", url, ...args, "--timeout", "0.4", "doctor"]);
  return { code, lines: stdout.trimEnd().split("\n") };
}

const hostOf = (url: string | undefined) => new URL(url?.replace(/^\w+/, "http") ?? "").host;
const { ca, server: certificate } = await createTestCertificates();

describe("what the doctor says of a place where OpenD is not", () => {
  it.each(["tcp", "ws", "wss"])("over %s: nothing", async (scheme) => {
    const url = `${scheme}://127.0.0.1:${await freePort()}`;
    const { code, lines } = await examine(url);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(`! ${url} refuses (option url)`);
    expect(lines.slice(1)).toEqual([
      "✗ no Futu or moomoo gateway answers",
      expect.stringMatching(/^ {2}→ start OpenD/),
    ]);
    expect(code).toBe(1);
  });

  it.each<[string, string, string, () => Promise<string>]>([
    [
      "a web server",
      "is a web server, and not OpenD",
      "OpenD's port is",
      () => listen(createHttpServer((_, to) => to.end())),
    ],
    [
      "a web server with TLS",
      "speaks TLS, and is not OpenD",
      "OpenD's port is",
      () => listen(createHttpsServer(certificate, (_, to) => to.end())),
    ],
    [
      "a program that greets",
      'is another program, which greets with "SSH-2.0-Spec Linux"',
      "OpenD's port is",
      () => listenWith((socket) => socket.write("SSH-2.0-Spec\u001b\u009b\0Linux\r\n")),
    ],
    [
      "a port of a container with nothing behind it",
      "accepts connections and closes them before their first byte",
      "nothing listens behind this port. If OpenD runs in a container, set",
      () => listenWith((socket) => socket.end()),
    ],
    [
      "the same, resetting connections",
      "accepts connections and closes them before their first byte",
      "to 0.0.0.0 there",
      () => listenWith((socket) => socket.resetAndDestroy()),
    ],
    [
      "a program that is silent",
      "within 400 ms",
      "the port answers, but not as OpenD does",
      () => listenWith(() => {}),
    ],
  ])("%s is told once, with what to do", async (_, text, todo, open) => {
    const place = await open();
    for (const scheme of ["tcp", "ws"]) {
      const { code, lines } = await examine(`${scheme}://${place}`);
      const problems = lines.filter((line) => line.startsWith("✗"));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(text);
      expect(problems[0]).toContain(`${scheme}://${place}`);
      expect(lines.filter((line) => line.startsWith("  →"))).toEqual([expect.stringContaining(todo)]);
      expect(code).toBe(1);
    }
  });

  it("a name that is unknown here", async () => {
    const { lines } = await examine("tcp://opend.invalid:1");
    expect(lines).toEqual([
      "✗ tcp://opend.invalid:1 has a name that this machine does not know (option url)",
      expect.stringContaining("Docker Compose"),
    ]);
  });
});

describe("what the doctor says of OpenD behind the wrong scheme", () => {
  it("tcp:// at the WebSocket port", async () => {
    const { wsUrl } = await start();
    const { lines } = await examine(`tcp://${hostOf(wsUrl)}`);
    expect(lines.slice(1)).toEqual([
      `✗ tcp://${hostOf(wsUrl)} speaks WebSocket`,
      `  → use --url ws://${hostOf(wsUrl)}. OpenD's port is api_port in FutuOpenD.xml: name it with --url`,
    ]);
  });

  it("ws:// and wss:// at the TCP port", async () => {
    const { tcpUrl } = await start();
    for (const scheme of ["ws", "wss"]) {
      const { lines } = await examine(`${scheme}://${hostOf(tcpUrl)}`);
      expect(lines.slice(1)).toEqual([
        `✗ ${scheme}://${hostOf(tcpUrl)} is the TCP port of OpenD`,
        `  → use --url tcp://${hostOf(tcpUrl)}`,
      ]);
    }
  });

  it("tcp:// and ws:// at the WebSocket port with TLS", async () => {
    const { wsUrl } = await start({ tls: certificate });
    for (const scheme of ["tcp", "ws"]) {
      const { lines } = await examine(`${scheme}://${hostOf(wsUrl)}`);
      expect(lines[1]).toBe(`✗ ${scheme}://${hostOf(wsUrl)} speaks WebSocket over TLS`);
      expect(lines[2]).toContain(`use --url wss://${hostOf(wsUrl)}`);
    }
    const { lines } = await examine(wsUrl ?? "");
    expect(lines[2]).toContain("trust its certificate");
    expect(ca.cert).toContain("CERTIFICATE");
  });

  it("no scheme", async () => {
    const { code, lines } = await examine("127.0.0.1:11111");
    expect(lines).toEqual([
      expect.stringContaining("✗ the gateway URL (option url) is not a URL: did you mean tcp://127.0.0.1:11111?"),
      expect.stringContaining("→ correct it"),
    ]);
    expect(code).toBe(1);
  });

  it("an RSA key on one side only", async () => {
    const { tcpUrl } = await start({ faults: [] });
    const place = await listenWith((socket) => void socket.once("data", () => socket.end()));
    expect((await examine(`tcp://${place}`)).lines.slice(1)).toEqual([
      `✗ tcp://${place} hangs up during the handshake`,
      expect.stringContaining("does OpenD encrypt (rsa_private_key"),
    ]);
    expect((await examine(tcpUrl ?? "")).code).toBe(0);
  });
});

describe("what the doctor says of two brands", () => {
  it("is of the one that is there", async () => {
    for (const brand of ["futu", "moomoo"] as const) {
      const { tcpUrl } = await start({ brand });
      const { code, lines } = await examine(tcpUrl ?? "");
      expect(lines.filter((line) => line.includes("connected to"))).toEqual([
        `✓ connected to ${brand === "futu" ? "Futu" : "moomoo"} at ${tcpUrl}`,
      ]);
      expect(lines.filter((line) => line.startsWith("✗"))).toEqual([]);
      expect(code).toBe(0);
    }
  });

  it("names a fault of the settings once", async () => {
    const folder = await tempFolder({});
    const { stdout } = await runOpend(["--config-file", `${folder}/none.xml`, "doctor"]);
    expect(stdout.match(/✗/g)).toHaveLength(1);
    expect(stdout).toContain(`${folder}/none.xml (configFile) cannot be read: there is no such file`);
  });

  it("names a fault of a config file once, and the file that was read", async () => {
    const folder = await tempFolder({ "nokey.xml": "<o><rsa_private_key>~/nope.pem</rsa_private_key></o>" });
    const { stdout } = await runOpend(["--config-file", `${folder}/nokey.xml`, "doctor"], { env: { HOME: folder } });
    expect(stdout).not.toContain("in OpenD.xml");
    expect(stdout.match(/✗/g)).toHaveLength(1);
    expect(stdout).toContain(`${folder}/nope.pem (rsa_private_key in nokey.xml) cannot be read: there is no such file`);
    expect(stdout).toMatch(/ {2}→ correct it, .*\. Here, rsaKeyFile is --rsa-key-file\n/);
  });

  it("has the ports for WebSocket too", async () => {
    const { tcpUrl, wsUrl } = await start({ key: "spec" });
    const [tcp, webSocket] = [hostOf(tcpUrl).split(":")[1], hostOf(wsUrl).split(":")[1]];
    const folder = await tempFolder({
      "FutuOpenD.xml": `<o><api_port>${tcp}</api_port><websocket_port>${webSocket}</websocket_port></o>`,
    });
    const { code, stdout } = await runOpend(["--brand", "futu", "--config-file", folder, "doctor"]);
    expect(stdout).toContain(`✓ ws://${hostOf(wsUrl)} answers (websocket_port in FutuOpenD.xml)`);
    expect(stdout).toContain(`✓ connected to Futu at ${tcpUrl}`);
    expect(stdout).toMatch(/! .*requires its WebSocket key.*\n {2}→ name the file with the key: --key-file/);
    expect(code).toBe(0);
  });
});

describe("what the doctor says of the login", () => {
  const state = {
    marketHK: 6,
    marketUS: 6,
    marketSH: 6,
    marketSZ: 6,
    marketHKFuture: 6,
    qotLogined: false,
    trdLogined: false,
    serverVer: 1011,
    serverBuildNo: 7108,
    time: 0n,
  };
  const { NeedPhoneVerifyCode, NeedPicVerifyCode, LoginFailed, UnAgreeDisclaimer } = Common.ProgramStatusType;

  it.each<[Common.ProgramStatusType, string, string]>([
    [
      NeedPhoneVerifyCode,
      "waits for the code that it had sent by text message",
      "input_phone_verify_code -code=123456",
    ],
    [NeedPicVerifyCode, "waits for the code in a picture", "input_pic_verify_code -code=1234"],
    [LoginFailed, "could not log in (it says: wrong   password)", "relogin"],
    [UnAgreeDisclaimer, "the agreement for OpenD is not accepted", "accept it"],
  ])("with the status %i", async (type, text, todo) => {
    const programStatus = { type, ...(type === LoginFailed && { strExtDesc: "wrong \u001b password" }) };
    const { tcpUrl } = await start({ handlers: [handle(GetGlobalState, () => ({ ...state, programStatus }))] });
    const { code, lines } = await examine(tcpUrl ?? "");
    const problem = lines.findIndex((line) => line.startsWith("✗"));
    expect(lines[problem]).toContain(text);
    expect(lines[problem + 1]).toContain(todo);
    expect(lines).toHaveLength(problem + 2);
    expect(code).toBe(1);
  });

  it("is there also if the gateway only pushes it", async () => {
    const gateway = await start({ faults: [stallReplies({ protocol: GetGlobalState })] });
    const examined = examine(gateway.tcpUrl ?? "");
    const status = { type: 2, programStatus: { programStatus: { type: NeedPhoneVerifyCode } } };
    const push = setInterval(() => gateway.push(Notify, status), 20);
    onTestFinished(() => clearInterval(push));
    const { lines } = await examined;
    expect(lines.find((line) => line.startsWith("✗"))).toContain("text message");
  });
});
