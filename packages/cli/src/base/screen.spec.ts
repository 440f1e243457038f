import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { Screen } from "./screen.js";

function terminal(isTTY: boolean, columns = 40) {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns }), text: () => text };
}

describe("a screen", () => {
  it("draws the status line over again, below the notes, and cuts what is too long", () => {
    const { stream, text } = terminal(true);
    const screen = new Screen(stream, stream);
    screen.status("1 page");
    screen.note("hello");
    screen.status("x".repeat(50));
    screen.status("");
    const clear = "\r\u001B[2K";
    expect(text()).toBe(`${clear}1 page${clear}hello\n${clear}1 page${clear}${"x".repeat(38)}…${clear}`);
  });

  it("has no status line without a terminal", () => {
    const { stream, text } = terminal(false);
    const screen = new Screen(stream, stream);
    screen.status("1 page");
    screen.note("hello");
    expect(text()).toBe("hello\n");
  });

  it("clears the status line while stdout writes on the same terminal", async () => {
    const { stream, text } = terminal(true);
    const screen = new Screen(stream, stream);
    screen.status("1 page");
    await screen.around(async () => void stream.write("row\n"));
    expect(text()).toBe("\r\u001B[2K1 page\r\u001B[2Krow\n\r\u001B[2K1 page");
  });

  it("keeps notes back while something else has the terminal", async () => {
    const { stream, text } = terminal(true);
    const screen = new Screen(stream, stream);
    await screen.hold(async () => {
      screen.note("connected again");
      expect(text()).toBe("");
    });
    expect(text()).toBe("connected again\n");
  });
});
