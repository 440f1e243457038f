import { openClientCore } from "@opend/core/internal";
import { GetUserInfo } from "@opend/futu/protocols";
import { PagingClient } from "@opend/pager";
import { handle, refuse } from "@opend/sim";
import { freePort } from "@opend/test-kit/free-port";
import { describe, expect, it, onTestFinished } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { brandTargets, moomooTarget, portOf, startTestGateway, targets, urlOf } from "../testing/targets.js";

describe.each(targets)("the gateway of the other brand: $name", ({ brand, profile, connect, transport }) => {
  const other = brandTargets.find((target) => target.brand !== brand) ?? moomooTarget;

  it("is refused with the names of both brands, and the connection ends", async () => {
    const gateway = await startTestGateway({ brand: other.brand });
    const url = urlOf(gateway, transport);
    const error = await rejectionOf(connect({ url, env: {} }), "WrongGateway");
    const [expected, actual] = [profile.displayName, other.profile.displayName];
    expect(error).toMatchObject({ expected, actual, endpoint: url, retryable: false });
    expect(error.message).toContain(expected);
    expect(error.message).toContain(actual);
    await expect.poll(() => gateway.connections).toBe(0);
  });

  it("is accepted at a given address if it does not state its brand", async () => {
    const gateway = await startTestGateway({ brand: other.brand, handlers: [handle(GetUserInfo, () => ({}))] });
    await using client = await connect({ url: urlOf(gateway, transport), env: {} });
    expect(client.gateway.brand).toBeUndefined();
  });

  it("is accepted if it refuses to state its brand", async () => {
    const refusal = handle(GetUserInfo, () => refuse("not logged in"));
    const gateway = await startTestGateway({ brand, handlers: [refusal] });
    await using client = await connect({ url: urlOf(gateway, transport), env: {} });
    expect(client.gateway.brand).toBeUndefined();
  });
});

describe.each(["tcp", "websocket"] as const)("the second default port of moomoo over %s", (transport) => {
  /** moomoo's profile with free ports of this machine. Nothing listens on the first, and a gateway on the second. */
  const connectWithFallback = async (url: string | undefined) => {
    const [first, second] = [await freePort(), portOf(url)];
    const ports = [first, second].map((port) => ({ tcp: port, websocket: port }));
    const session = openClientCore({ ...moomooTarget.profile, ports }, { transport, env: {} });
    const client = session.then((opened) => new PagingClient(opened));
    onTestFinished(() =>
      client.then(
        (opened) => opened.close(),
        () => {},
      ),
    );
    return { client, first };
  };

  it("is tried if nothing listens on the first", async () => {
    const gateway = await startTestGateway({ brand: "moomoo" });
    const { client } = await connectWithFallback(urlOf(gateway, transport));
    expect((await client).gateway).toMatchObject({ brand: "moomoo", endpoint: urlOf(gateway, transport) });
    expect(await (await client).dailyShortVolume("US.AAPL").toArray({ limit: 1 })).toHaveLength(1);
  });

  it("is refused if Futu's gateway listens there", async () => {
    const gateway = await startTestGateway({ brand: "futu" });
    const { client } = await connectWithFallback(urlOf(gateway, transport));
    const error = await rejectionOf(client, "WrongGateway");
    expect(error).toMatchObject({ expected: "moomoo", actual: "Futu", endpoint: urlOf(gateway, transport) });
  });

  it("does not count if its gateway does not state its brand", async () => {
    const gateway = await startTestGateway({ brand: "moomoo", handlers: [handle(GetUserInfo, () => ({}))] });
    const { client, first } = await connectWithFallback(urlOf(gateway, transport));
    const error = await rejectionOf(client, "ConnectFailed");
    expect(error.tried).toHaveLength(2);
    expect(error.tried[0]?.endpoint).toContain(`:${first}`);
    expect(error.tried[1]).toMatchObject({ endpoint: urlOf(gateway, transport) });
    expect(error.tried[1]?.reason).toContain("does not say its brand");
    expect(error.cause).toBeInstanceOf(Error);
    await expect.poll(() => gateway.connections).toBe(0);
  });

  it("is listed beside the first if nothing listens on either", async () => {
    const { client, first } = await connectWithFallback(`tcp://127.0.0.1:${await freePort()}`);
    const error = await rejectionOf(client, "ConnectFailed");
    expect(error.tried.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/default port.*ECONNREFUSED/),
      expect.stringMatching(/factory port.*ECONNREFUSED/),
    ]);
    expect(error.message).toContain(`:${first}`);
    expect(error.message).toContain(moomooTarget.profile.env.url);
  });
});
