import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { freePort } from "@opend/test-kit/free-port";
import { describe, expect, it, onTestFinished } from "vitest";
import { runOpend } from "../testing/run-opend.js";

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" ? `127.0.0.1:${address?.port}` : "";
}

describe("a command that reaches no gateway", () => {
  it("says why a place that answers is none", async () => {
    const place = await listen(createHttpServer((_, to) => to.end()));
    const { code, stderr } = await runOpend(["--url", `tcp://${place}`, "accounts"]);
    expect(stderr).toContain(`no OpenD answers at tcp://${place} (option url: `);
    expect(stderr).toContain(`try ws://${place}`);
    expect(code).toBe(1);
  });

  it("says of a port of a container what is behind it", async () => {
    const place = await listen(createServer((socket) => socket.end()));
    const { code, stderr } = await runOpend(["--url", `tcp://${place}`, "accounts"]);
    expect(stderr).toMatch(
      /^opend: tcp:\/\/127\.0\.0\.1:\d+ accepts connections and closes them before their first byte/,
    );
    expect(stderr).toContain("to 0.0.0.0 there");
    expect(code).toBe(1);
  });

  it("is short where nothing listens", async () => {
    const url = `tcp://127.0.0.1:${await freePort()}`;
    const { stderr } = await runOpend(["--url", url, "accounts"]);
    expect(stderr).toContain(`no OpenD answers at ${url}. Start OpenD`);
  });
});
