/** Where the bytes of a table go, other than into a file: `{ write: (bytes) => socket.send(bytes) }`. */
export interface TableTarget {
  /**
   * Takes the next bytes, which never change afterwards. The table waits for the promise before it goes on. What this
   * throws ends the table.
   */
  write(bytes: Uint8Array): void | Promise<void>;
}
