import { withoutUserInfo } from "@opend/core/internal";
import type { PagingClient } from "@opend/futu";
import type { Context } from "../base/context.js";
import { UsageError } from "../base/usage-error.js";
import type { ClientHooks } from "./client-options.js";
import { describeGateway, type Gateways } from "./gateways.js";
import { openGateways } from "./open-gateways.js";

/**
 * Connects to several gateways: `futu,moomoo` for those of both brands on this machine, or where the environment says, and
 * `futu=tcp://host:port` for one at another place. Without a list, it is the one that the other options name.
 */
export async function openSeveral(context: Context, list: string | undefined, hooks: ClientHooks): Promise<Gateways> {
  if (list === undefined || context.globals.demo) return await openGateways(context, hooks);
  const opened: Gateways[] = [];
  const dispose = async () => {
    for (const one of opened.splice(0)) await one[Symbol.asyncDispose]();
  };
  try {
    for (const { brand, url } of parseGateways(list)) {
      const globals = { ...context.globals, brand, ...(url !== undefined && { url }) };
      opened.push(await openGateways({ ...context, globals }, hooks));
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  const clients = opened.flatMap((one) => one.clients);
  return {
    clients,
    isSimulated: opened.some(({ isSimulated }) => isSimulated),
    notes: clients.map(({ gateway }) => describeGateway(gateway)),
    clientFor: () => clients[0] as PagingClient,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Reads a list of gateways. @throws `UsageError` */
export function parseGateways(list: string) {
  return list.split(",").map((item) => {
    const [, brand, url] = /^(futu|moomoo)(?:=(\S+))?$/.exec(item.trim()) ?? [];
    if (brand === "futu" || brand === "moomoo") return { brand, url } as const;
    throw new UsageError(
      `--gateways is a list such as futu,moomoo or futu=tcp://host:port, not ${withoutUserInfo(list)}`,
    );
  });
}
