import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryMessage } from "../testing/arbitrary-message.js";
import { loadPlainForms } from "../testing/plain-forms.js";

const forms = await loadPlainForms();
const zones = [undefined, "Asia/Hong_Kong", "America/New_York", "Australia/Sydney"];

describe("the plain form of every message", () => {
  it("exists", () => {
    expect(forms).toHaveLength(986);
    expect(new Set(forms.map(({ shape }) => shape.name)).size).toBe(986);
  });

  it.each(forms.map((form) => [form.shape.name, form] as const))(
    "%s goes there and back, and through JSON",
    (_, form) => {
      fc.assert(
        fc.property(arbitraryMessage(form.shape), fc.constantFrom(...zones), (message, zone) => {
          const plain = form.toPlain(message, zone);
          expect(form.fromPlain(plain, zone)).toEqual(message);
          expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
        }),
        { numRuns: 30 },
      );
    },
  );
});
