/** A module and all that it imports as one script for browsers. The build makes it, see scripts/build/bundle-for-browsers.ts. */
declare module "*?bundled" {
  export const script: string;
  /** The licenses of the packages in it, which want to be in every copy. */
  export const licenses: string;
}
