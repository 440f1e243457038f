import { createError, type OpendErrorOf } from "../base/errors.js";

/** Whether the runtime forbade a connection: Deno without `--allow-net`, or Node with `--permission`. */
export function isForbidden(error: unknown): boolean {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  return name === "NotCapable" || code === "ERR_ACCESS_DENIED";
}

/** The error of a program that may connect to none of the places, whether or not a gateway is there. */
export function notPermitted(endpoints: readonly string[], cause: unknown): OpendErrorOf<"NotPermitted"> {
  const hosts = endpoints.map((endpoint) => new URL(endpoint).host);
  const isDeno = Object(cause).name === "NotCapable";
  const permission = isDeno ? `--allow-net=${hosts.join(",")}` : "--allow-net";
  const runtime = isDeno ? "Deno" : "Node";
  const message = `${runtime} does not let this program connect to ${hosts.join(" and ")}. Run it with ${permission}`;
  return createError("NotPermitted", message, { permission }, { cause });
}
