import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { flushWrites, gatherWrites } from "./gather-writes.js";

/** A socket that records which writes leave together. */
function openSocket(): { readonly socket: Writable; readonly sent: string[][] } {
  const sent: string[][] = [];
  const socket = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      sent.push([chunk]);
      done();
    },
    writev(chunks, done) {
      sent.push(chunks.map(({ chunk }) => chunk));
      done();
    },
  });
  return { socket, sent };
}

function write(socket: Writable, text: string): void {
  gatherWrites(socket);
  socket.write(text);
}

/** Resolves when the runtime polls its sockets again. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("gatherWrites", () => {
  it("combines the writes of one turn, including those from promises", async () => {
    const { socket, sent } = openSocket();
    write(socket, "a");
    const later = (async () => {
      for (const text of ["b", "c"]) {
        await Promise.resolve();
        write(socket, text);
      }
    })();
    expect(sent).toEqual([]);
    await turn();
    await later;
    expect(sent).toEqual([["a", "b", "c"]]);
    write(socket, "d");
    await turn();
    expect(sent).toEqual([["a", "b", "c"], ["d"]]);
    expect(socket.writableCorked).toBe(0);
  });

  it("holds nothing back after a flush", async () => {
    const { socket, sent } = openSocket();
    write(socket, "a");
    write(socket, "b");
    flushWrites(socket);
    expect(sent).toEqual([["a", "b"]]);
    await turn();
    expect(socket.writableCorked).toBe(0);
  });
});
