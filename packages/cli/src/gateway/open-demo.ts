import { randomBytes } from "node:crypto";
import { type ConnectOptions, connect as connectFutu, marketOf, type PagingClient } from "@opend/futu";
import { connect as connectMoomoo } from "@opend/moomoo";
import { startGateway } from "@opend/sim";
import { describeGateway, type Gateways } from "./gateways.js";

type Brand = "futu" | "moomoo";

/**
 * Starts simulated gateways on free ports of this machine, and connects to them. With two of them, moomoo's
 * serves US securities over WebSocket, and Futu's all others over TCP.
 */
export async function openDemo(
  optionsOf: (brand: Brand) => ConnectOptions,
  brands: readonly Brand[],
): Promise<Gateways> {
  const stack: AsyncDisposable[] = [];
  const dispose = async () => {
    for (const resource of stack.splice(0).reverse()) await resource[Symbol.asyncDispose]();
  };
  const use = <T extends AsyncDisposable>(resource: T): T => {
    stack.push(resource);
    return resource;
  };
  const open = async (name: Brand): Promise<PagingClient> => {
    const key = randomBytes(12).toString("hex");
    const gateway = use(await startGateway({ brand: name, key }));
    // The environment may name a real gateway, and its keys.
    const own = { ...optionsOf(name), env: {} };
    return name === "futu"
      ? use(await connectFutu({ ...own, url: gateway.tcpUrl }))
      : use(await connectMoomoo({ ...own, url: gateway.wsUrl, key }));
  };
  try {
    const clients: PagingClient[] = [];
    for (const name of brands) clients.push(await open(name));
    const first = clients[0] as PagingClient;
    return {
      clients,
      isSimulated: true,
      notes: clients.map(({ gateway }) => describeGateway(gateway)),
      clientFor: (code) => (marketOf(code) === "US" ? (clients[1] ?? first) : first),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
