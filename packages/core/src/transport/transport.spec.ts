import { freePort } from "@opend/test-kit/free-port";
import { settle } from "@opend/test-kit/queue";
import { describe, expect, it, vi } from "vitest";
import { platform } from "../platform/server.js";
import { startTcpGateway, startWebSocketGateway } from "../testing/fake-gateway.js";

const never = new AbortController().signal;
const maxFrameBytes = 1000;

function handlers() {
  return { onBytes: vi.fn<(bytes: Uint8Array) => void>(), onClose: vi.fn<(cause: Error | undefined) => void>() };
}

describe.each([
  ["TCP", "tcp", startTcpGateway, (url: string) => platform.createTcpTransport(new URL(url))],
  ["WebSocket", "ws", startWebSocketGateway, (url: string) => platform.createWebSocketTransport(new URL(url))],
] as const)("a transport over %s", (_transport, scheme, start, createTransport) => {
  it("has the endpoint as a URL", async () => {
    const { url } = await start();
    expect((await createTransport(url)).endpoint).toBe(url);
  });

  it("carries bytes both ways", async () => {
    const gateway = await start();
    const transport = await createTransport(gateway.url);
    const codec = transport.createCodec(1000).frames;
    const arrived = new Promise<Uint8Array>((resolve) => {
      const connection = transport.dial({ onBytes: resolve, onClose: () => {} }, { signal: never, maxFrameBytes });
      void connection.then(({ send }) => send(codec.encode({ protocolId: 7, serial: 8, body: Uint8Array.of(1) })));
    });
    const peer = await gateway.accept();
    const { protocolId, serial } = await peer.next();
    peer.send({ protocolId, serial, body: Uint8Array.of(2, 3) });
    const [frame] = codec.decode(await arrived);
    expect(frame).toMatchObject({ protocolId: 7, serial: 8 });
    expect([...(frame?.body ?? [])]).toEqual([2, 3]);
  });

  it("has sent its data by the time it is destroyed", async () => {
    const gateway = await start();
    const transport = await createTransport(gateway.url);
    const codec = transport.createCodec(1000).frames;
    const connection = await transport.dial(handlers(), { signal: never, maxFrameBytes });
    const peer = await gateway.accept();
    for (const serial of [1, 2]) connection.send(codec.encode({ protocolId: 7, serial, body: Uint8Array.of(serial) }));
    connection.destroy();
    expect([(await peer.next()).serial, (await peer.next()).serial]).toEqual([1, 2]);
  });

  it("that is refused rejects with the reason and calls no handler", async () => {
    const both = handlers();
    const dialed = (await await createTransport(`${scheme}://127.0.0.1:${await freePort()}`)).dial(both, {
      signal: never,
      maxFrameBytes,
    });
    await expect(dialed).rejects.toThrow("ECONNREFUSED");
    await settle();
    expect(both.onClose).not.toHaveBeenCalled();
  });

  it("that is aborted before rejects with the signal's reason", async () => {
    const reason = new Error("not needed");
    const { url } = await start();
    await expect(
      (await await createTransport(url)).dial(handlers(), { signal: AbortSignal.abort(reason), maxFrameBytes }),
    ).rejects.toBe(reason);
  });

  it("that is aborted while it opens rejects with the signal's reason and calls no handler", async () => {
    const gateway = await start();
    const both = handlers();
    const abort = new AbortController();
    const dialed = (await await createTransport(gateway.url)).dial(both, { signal: abort.signal, maxFrameBytes });
    const reason = new Error("not needed");
    abort.abort(reason);
    await expect(dialed).rejects.toBe(reason);
    await settle();
    expect(both.onClose).not.toHaveBeenCalled();
  });

  it("ignores an abort once it is open", async () => {
    const gateway = await start();
    const both = handlers();
    const abort = new AbortController();
    const connection = await (await createTransport(gateway.url)).dial(both, { signal: abort.signal, maxFrameBytes });
    const peer = await gateway.accept();
    abort.abort();
    peer.sendBytes(Uint8Array.of(1));
    await vi.waitFor(() => expect(both.onBytes).toHaveBeenCalledOnce(), { interval: 1 });
    expect(both.onClose).not.toHaveBeenCalled();
    connection.destroy();
  });

  it("reports once that the gateway is gone", async () => {
    const gateway = await start();
    const both = handlers();
    const connection = await (await createTransport(gateway.url)).dial(both, { signal: never, maxFrameBytes });
    (await gateway.accept()).end();
    await vi.waitFor(() => expect(both.onClose).toHaveBeenCalled(), { interval: 1 });
    connection.destroy();
    await settle();
    expect(both.onClose).toHaveBeenCalledOnce();
  });

  it("calls no handler after a handler destroyed it", async () => {
    const gateway = await start();
    let calls = 0;
    let destroy = () => {};
    const onBytes = () => {
      calls++;
      destroy();
    };
    ({ destroy } = await (await createTransport(gateway.url)).dial(
      { onBytes, onClose: () => calls++ },
      { signal: never, maxFrameBytes },
    ));
    const peer = await gateway.accept();
    for (let count = 0; count < 3; count++) peer.sendBytes(Uint8Array.of(count));
    expect(await peer.ended).toBe(true);
    await settle();
    expect(calls).toBe(1);
  });

  it("calls no handler after it was destroyed, and the server sees the end", async () => {
    const gateway = await start();
    const both = handlers();
    const connection = await (await createTransport(gateway.url)).dial(both, { signal: never, maxFrameBytes });
    const peer = await gateway.accept();
    peer.sendBytes(Uint8Array.of(1));
    connection.destroy();
    expect(await peer.ended).toBe(true);
    await settle();
    expect(both.onBytes).not.toHaveBeenCalled();
    expect(both.onClose).not.toHaveBeenCalled();
  });
});
