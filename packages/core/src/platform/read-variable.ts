interface DenoPermissions {
  querySync(descriptor: { readonly name: "env"; readonly variable: string }): { readonly state: string };
}

/**
 * Reads a variable of the process environment. Deno prompts for permission or throws. To avoid the prompt, a variable
 * that this program may not read counts as not set.
 */
export function readVariable(name: string): string | undefined {
  const deno: { readonly permissions?: DenoPermissions } | undefined = Reflect.get(globalThis, "Deno");
  if (deno?.permissions && deno.permissions.querySync({ name: "env", variable: name }).state !== "granted")
    return undefined;
  return process.env[name];
}
