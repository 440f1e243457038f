import type { Schema } from "@bufbuild/protoplugin";
import { readMarket } from "../contract/read-market.ts";

/** Emits `contract/code-digits.ts`: how many digits the codes of markets have. */
export function generateCodeDigits(schema: Schema): void {
  const enums = schema.files.flatMap((file) => file.enums);
  const having = enums.filter(({ values }) => values.some((value) => readMarket(value)?.codeDigits));
  if (having.length === 0) return;
  const f = schema.generateFile("contract/code-digits.ts");
  for (const { name, typeName, values } of having) {
    const entries = values.flatMap((value) => {
      const count = readMarket(value)?.codeDigits;
      return count ? [`${value.number}: ${count}`] : [];
    });
    f.print(`/** How many digits codes that consist of digits have, by ${typeName} value, where that is known. */`);
    f.print(`export const codeDigitsOf${name}: Readonly<Record<number, number>> = { ${entries.join(", ")} };`);
  }
}
