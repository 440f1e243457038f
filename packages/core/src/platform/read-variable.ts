interface DenoPermissions {
  querySync(descriptor: { readonly name: "env"; readonly variable: string }): { readonly state: string };
}

/**
 * A variable of the process environment. Deno asks before it shows one, or throws: what this program may not read counts
 * as not set, without a question.
 */
export function readVariable(name: string): string | undefined {
  const deno: { readonly permissions?: DenoPermissions } | undefined = Reflect.get(globalThis, "Deno");
  if (deno?.permissions && deno.permissions.querySync({ name: "env", variable: name }).state !== "granted")
    return undefined;
  return process.env[name];
}
