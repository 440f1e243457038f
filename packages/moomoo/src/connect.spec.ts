import { expect, it } from "vitest";
import { connect } from "./connect.js";
import { profile } from "./profile.js";

it("tries its own port first", () => {
  expect(profile.ports[0]).toEqual({ tcp: 11112, websocket: 33334 });
});

it("reads its own environment variables, and names the wrong one", async () => {
  await expect(connect({ env: { MOOMOO_OPEND_URL: "http://127.0.0.1" } })).rejects.toMatchObject({
    code: "InvalidUrl",
    message: expect.stringContaining("MOOMOO_OPEND_URL"),
  });
  await expect(connect({ env: { MOOMOO_OPEND_RSA_KEY_FILE: "/nowhere.pem" } })).rejects.toMatchObject({
    code: "InvalidOption",
    option: "MOOMOO_OPEND_RSA_KEY_FILE",
  });
});
