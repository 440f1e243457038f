import { connect } from "node:net";

/** What a port does when somebody calls. */
export type PortAnswer = "answers" | "refuses" | "is silent";

const patienceMs = 2000;

/** Opens a connection to a port and closes it again. */
export async function probePort(host: string, port: number): Promise<PortAnswer> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: PortAnswer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => end("is silent"));
    socket.once("connect", () => end("answers"));
    socket.once("error", () => end("refuses"));
  });
}
