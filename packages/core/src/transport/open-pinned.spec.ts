import { createTestCertificates } from "@opend/test-kit/certificates";
import { expect, it, vi } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { startWebSocketGateway } from "../testing/fake-gateway.js";
import { openPinned } from "./open-pinned.js";
import { normalizeFingerprint } from "./tls-options.js";

const terminate = vi.fn();

vi.mock("ws", async (importOriginal) => {
  const original: object = await importOriginal();
  // Like runtimes whose `ws` opens a connection of its own.
  const WebSocket = class {
    terminate = terminate;
    on() {}
  };
  return { ...original, WebSocket };
});

it("fails if `ws` does not use the verified connection", async () => {
  const { server } = await createTestCertificates();
  const { url } = await startWebSocketGateway(undefined, server);
  const options = { signal: new AbortController().signal, maxFrameBytes: 1000 };
  const error = await rejectionOf(openPinned(new URL(url), normalizeFingerprint(server.fingerprint256), options));
  expect(error).toMatchObject({ code: "Unsupported", feature: "tls.fingerprint256" });
  expect(error.message).toContain("tls.ca");
  expect(terminate).toHaveBeenCalledOnce();
});
