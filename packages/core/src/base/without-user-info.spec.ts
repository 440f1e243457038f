import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutUserInfo } from "./without-user-info.js";

describe("withoutUserInfo", () => {
  it.each([
    ["postgres://user:pass@host/db", "postgres://host/db"],
    ["postgre://user:pass@host/db", "postgre://host/db"],
    ["postgres://user@host:5432/db", "postgres://host:5432/db"],
    ["POSTGRES://user:p@ss/w#o?rd@host:99999/db", "POSTGRES://host:99999/db"],
    ["postgres:/user:pass@host/db", "postgres:/host/db"],
    ["postgres:user:pass@host/db", "host/db"],
    ["postgres//user:pass@host/db", "host/db"],
    ["user:pass@host/db", "host/db"],
    [" postgres://user:my pass@host/db", " postgres://host/db"],
    ['"rediss://:pass@host:6379/0"', '"rediss://host:6379/0"'],
    ["futu=tcp://user:pass@host:11111", "futu=tcp://host:11111"],
    [
      "postgres://host/db?user=me&password=pass&sslmode=require",
      "postgres://host/db?user=…&password=…&sslmode=require",
    ],
    ["ws://host:33333/?token=pass", "ws://host:33333/?token=…"],
    ["host=localhost user=me password='my pass' dbname=x", "host=localhost user=… password=… dbname=x"],
    ["host=localhost password=a@b dbname=x", "host=localhost password=… dbname=x"],
    ["postgres://user:key= pass@host/db", "postgres://…"],
    ["user:key=pass@host/db", "…"],
    ["futu=tcp://user:key=pass@host:11111", "futu=tcp://…"],
    ["ws://host:33333/?token=pa@ss", "ws://…"],
    ["--key-file=key.txt", "--key-file=key.txt"],
    ["--password=pass", "--password=…"],
    ["postgres://host/db", "postgres://host/db"],
    ["shorts.duckdb", "shorts.duckdb"],
    ["/home/me@work/shorts.duckdb", "/home/me@work/shorts.duckdb"],
    ["C:\\data\\me@work\\shorts.duckdb", "C:\\data\\me@work\\shorts.duckdb"],
  ])("makes %j %j", (text, expected) => {
    expect(withoutUserInfo(text)).toBe(expected);
  });

  it("leaves nothing of a user and a password, whatever they are", () => {
    const part = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `S3-${text}-cret`);
    // A colon ends the user, so one within it, before a slash, makes its begin a scheme.
    const user = part.filter((text) => !text.includes(":"));
    const scheme = fc.constantFrom("postgres://", "postgre://", "redis:/", "tcp://", "x+y://", "postgres//", "", "p:");
    fc.assert(
      fc.property(scheme, user, part, (begin, name, password) => {
        const shown = withoutUserInfo(`${begin}${name}:${password}@host:1/db`);
        expect(shown).not.toContain("S3-");
        expect(shown).not.toContain("-cret");
        expect(shown.endsWith("host:1/db") || shown.endsWith("…")).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
