/**
 * Marks an object so that Vue hands it on as it is. Pages keep their socket in the state of a component, which Vue 3 wraps
 * in a proxy, and private members cannot be reached through one.
 */
export function keepOutOfProxies(object: object): void {
  Object.defineProperty(object, "__v_skip", { value: true });
}
