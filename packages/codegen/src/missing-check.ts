import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { isRequired } from "./interface-lines.ts";

/** Name of the function that finds the first missing required field of a message. */
export function missingName(message: DescMessage): string {
  return `missingIn${message.name}`;
}

/** Whether the message, or anything inside it, has a required field. */
export function needsCheck(message: DescMessage): boolean {
  const seen = new Set<DescMessage>();
  const visit = (current: DescMessage): boolean => {
    if (seen.has(current)) return false;
    seen.add(current);
    return current.fields.some((field) => isRequired(field) || (field.message !== undefined && visit(field.message)));
  };
  return visit(message);
}

/** That function. The path is built only where something is missing, so a complete message costs no strings. */
export function missingCheckLines(message: DescMessage): string[] {
  if (!needsCheck(message)) return [];
  return [
    "/** Path of the first required field that is missing, or undefined. */",
    `export function ${missingName(message)}(message: messages.${message.name}): string | undefined {`,
    ...message.fields.flatMap((field) => [
      ...(isRequired(field) ? [`  if (message.${field.name} === undefined) return "${field.name}";`] : []),
      ...(field.message && needsCheck(field.message) ? nestedCheckLines(field, field.message) : []),
    ]),
    "  return undefined;",
    "}",
    "",
  ];
}

function nestedCheckLines(field: DescField, nested: DescMessage): string[] {
  const check = nested.file === field.parent.file ? missingName(nested) : `${nested.file.name}.${missingName(nested)}`;
  const variable = `${field.name}Path`;
  if (field.fieldKind === "list") {
    return [
      `  for (const [index, item] of message.${field.name}.entries()) {`,
      `    const path = ${check}(item);`,
      `    if (path !== undefined) return \`${field.name}[\${index}].\${path}\`;`,
      "  }",
    ];
  }
  const call = `${check}(message.${field.name})`;
  return [
    `  const ${variable} = ${isRequired(field) ? call : `message.${field.name} && ${call}`};`,
    `  if (${variable} !== undefined) return \`${field.name}.\${${variable}}\`;`,
  ];
}
