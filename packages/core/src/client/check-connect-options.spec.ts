import { expect, it } from "vitest";
import { rejectionOf } from "../testing/caught.js";
import { testProfile } from "../testing/profile.js";
import { openClientCore } from "./open-client-core.js";

it.each([
  [{ timout: 5 }, "did you mean timeoutMs?"],
  [{ requestTimeoutMs: 5 }, "did you mean timeoutMs?"],
  [{ banana: true }, "it has url, transport"],
  [{ host: "127.0.0.1" }, 'url: "tcp://127.0.0.1:11111"'],
  [{ port: 11111 }, 'url: "tcp://127.0.0.1:11111"'],
  [null, "the options of connect are an object, not null"],
  ["tcp://127.0.0.1:11111", "the options of connect are an object, not a string"],
])("options that do not exist are refused: %o", async (options, text) => {
  // @ts-expect-error not valid options
  const error = await rejectionOf(openClientCore(testProfile(), options));
  expect(error).toMatchObject({ code: "InvalidOption" });
  expect(error.message).toContain(text);
});
