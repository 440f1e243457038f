/** What `opend` exits with. */
export const exitCodes = {
  /** Everything was done. */
  done: 0,
  /** Something failed. What was written is complete as far as it goes. */
  failed: 1,
  /** The command line is wrong. Nothing was sent. */
  usage: 2,
  /** Ctrl-C, as shells report it. */
  interrupted: 130,
  /** SIGTERM, as shells report it. */
  terminated: 143,
} as const;
