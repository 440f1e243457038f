interface DenoPermissions {
  querySync(descriptor: { readonly name: "env"; readonly variable: string }): { readonly state: string };
}

/**
 * A variable of the process environment. Deno asks the user before it shows one, or throws. A variable that this
 * program may not read counts as not set, without asking.
 */
export function readVariable(name: string): string | undefined {
  const deno: { readonly permissions?: DenoPermissions } | undefined = Reflect.get(globalThis, "Deno");
  if (deno?.permissions && deno.permissions.querySync({ name: "env", variable: name }).state !== "granted")
    return undefined;
  return process.env[name];
}
