import type { ConnectOptions, PagingClient } from "@opend/futu";
import { isOpendError } from "@opend/futu";
import type { Context } from "../base/context.js";
import { type ClientHooks, toClientOptions } from "./client-options.js";
import { describeGateway, type Gateways } from "./gateways.js";
import { openSharedLimits, type SharedLimits } from "./open-shared-limits.js";

type Brand = "futu" | "moomoo";

const openers: Readonly<Record<Brand, (options: ConnectOptions) => Promise<PagingClient>>> = {
  futu: async (options) => await (await import("@opend/futu")).connect(options),
  moomoo: async (options) => await (await import("@opend/moomoo")).connect(options),
};

/** What a command needs of simulated gateways. */
interface DemoOptions {
  /** Whether one gateway is enough, whatever the codes. */
  readonly needsOne?: boolean;
  /** The codes that they have to serve. Default: any. */
  readonly codes?: readonly string[] | undefined;
}

/**
 * Connects to the gateway that the options name: that of `--brand`, else the first one found. With `--demo`, starts
 * simulated ones: two of them, unless the command needs only one.
 */
export async function openGateways(
  context: Context,
  hooks: ClientHooks = {},
  { needsOne = false, codes }: DemoOptions = {},
): Promise<Gateways> {
  const options = await toClientOptions(context, hooks);
  const limits = await openSharedLimits(context);
  const optionsOf = (name: Brand) => (limits ? { ...options, limiter: limits.limiterOf(name) } : options);
  const { demo, brand } = context.globals;
  try {
    if (demo) {
      const { openDemo } = await import("./open-demo.js");
      const brands = brand ? [brand] : needsOne ? (["futu"] as const) : brandsFor(codes);
      return closeWith(await openDemo(optionsOf, brands), limits);
    }
    const client = await openClient(context, optionsOf);
    const gateways = {
      clients: [client],
      isSimulated: client.gateway.simulated,
      notes: [describeGateway(client.gateway)],
      clientFor: () => client,
      [Symbol.asyncDispose]: () => client.close(),
    };
    return closeWith(gateways, limits);
  } catch (error) {
    limits?.close();
    throw error;
  }
}

/** Closes the limits after the clients that use them. */
function closeWith(gateways: Gateways, limits: SharedLimits | undefined): Gateways {
  const dispose = async () => {
    await gateways[Symbol.asyncDispose]();
    limits?.close();
  };
  return { ...gateways, [Symbol.asyncDispose]: dispose };
}

/** In a demonstration, moomoo's gateway serves US securities, and Futu's all others. */
function brandsFor(codes: readonly string[] | undefined): readonly Brand[] {
  const isUs = (code: string) => code.startsWith("US.");
  if (codes === undefined || (codes.some(isUs) && !codes.every(isUs))) return ["futu", "moomoo"];
  return codes.every(isUs) ? ["moomoo"] : ["futu"];
}

async function openClient(
  { globals, io }: Context,
  optionsOf: (brand: Brand) => ConnectOptions,
): Promise<PagingClient> {
  const brands = globals.brand ? [globals.brand] : likelyBrands(io.env);
  const [first = "futu", ...others] = brands;
  try {
    return await openers[first](optionsOf(first));
  } catch (error) {
    const [next] = others;
    if (next === undefined || !isOpendError(error, "ConnectFailed", "WrongGateway")) throw error;
    return await openers[next](optionsOf(next)).catch((second: unknown) => {
      // The brand that is there, or that the user most likely has, says most.
      throw isOpendError(second, "WrongGateway") ? error : nothingFound(error, second);
    });
  }
}

/** The brand that the environment names. Both if it names none or both. */
function likelyBrands(env: Context["io"]["env"]): readonly Brand[] {
  const isNamed = (prefix: string) => Object.keys(env).some((name) => name.startsWith(`${prefix}_OPEND_`));
  if (isNamed("MOOMOO") && !isNamed("FUTU")) return ["moomoo"];
  if (isNamed("FUTU") && !isNamed("MOOMOO")) return ["futu"];
  return ["futu", "moomoo"];
}

/** Says once what two attempts have in common. */
function nothingFound(first: unknown, second: unknown): unknown {
  if (!isOpendError(first, "ConnectFailed") || !isOpendError(second, "ConnectFailed")) return second;
  const places = new Set(
    [...first.tried, ...second.tried].map(({ endpoint, reason }) => {
      // Where nothing listens, there is nothing to say of it.
      return /ECONNREFUSED/.test(reason) ? endpoint : `${endpoint} (${reason})`;
    }),
  );
  const message = `no OpenD answers at ${[...places].join(", ")}. Start OpenD and log in, or name it with --url. \`opend doctor\` looks closer, and --demo needs no gateway.`;
  return Object.assign(new Error(message), { code: "ConnectFailed" });
}
