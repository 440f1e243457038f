import { open } from "node:fs/promises";

/** A config file of OpenD has some kilobytes, and a key less. */
const mostBytes = 1024 * 1024;

/**
 * Returns the text of a file that a person writes by hand. Another file that is named by mistake is not read to its end, which a
 * device would not even have.
 *
 * @throws what the runtime throws, and an `Error` for a file of more than 1 MB
 */
export async function readSmallText(path: string): Promise<string> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) return bytes.toString("utf8", 0, length);
      length += bytesRead;
    }
    throw new Error("it has more than 1 MB");
  } finally {
    await file.close();
  }
}
