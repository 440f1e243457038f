import { connect } from "node:net";

/** What a port does when somebody calls and says nothing. */
export type PortLook =
  /** It accepts the connection and waits, as OpenD does. */
  | { readonly does: "answers" }
  | { readonly does: "refuses" }
  | { readonly does: "is silent" }
  | { readonly does: "cannot be reached"; readonly code: string }
  /** It accepts the connection and closes it again. */
  | { readonly does: "hangs up" }
  /** It speaks first, with these bytes. */
  | { readonly does: "greets"; readonly bytes: Buffer };

const patienceMs = 2000;
/** A program that speaks first, or a port with nothing behind it, needs no longer. */
const quietMs = 300;

/** Opens a connection to a port, listens for a moment, and closes it again. */
export async function lookAtPort(host: string, port: number): Promise<PortLook> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port });
    let isOpen = false;
    const end = (look: PortLook) => {
      socket.destroy();
      resolve(look);
    };
    socket.setTimeout(patienceMs, () => end({ does: isOpen ? "answers" : "is silent" }));
    socket.once("connect", () => {
      isOpen = true;
      socket.setTimeout(quietMs);
    });
    socket.once("data", (bytes) => end({ does: "greets", bytes }));
    socket.once("end", () => end({ does: "hangs up" }));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (isOpen || error.code === "ECONNRESET") end({ does: "hangs up" });
      else if (error.code === "ECONNREFUSED") end({ does: "refuses" });
      else end({ does: "cannot be reached", code: error.code ?? error.message });
    });
  });
}
