// Node 24 has this function, but our types are for the oldest Node that the packages support.
export {};

declare module "node:module" {
  interface LoadResult {
    readonly format: string;
  }
  export function registerHooks(hooks: {
    load(url: string, context: object, nextLoad: (url: string, context: object) => LoadResult): LoadResult;
  }): void;
}
