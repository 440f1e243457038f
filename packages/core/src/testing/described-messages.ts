import { readdirSync } from "node:fs";
import type { PlainForm } from "../plain/plain-form.js";
import type { MessageTexts } from "../schema/message-texts.js";

/** The plain form of a message, and its texts. */
export interface DescribedMessage {
  readonly form: PlainForm<object, unknown>;
  readonly texts: MessageTexts;
}

/** Loads all messages that have texts: all but the security code, which is a text itself. */
export async function loadDescribedMessages(): Promise<DescribedMessage[]> {
  const folder = new URL("../gen/schema/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name !== "index.ts");
  const modules = await Promise.all(files.map((name) => import(/* @vite-ignore */ new URL(name, folder).href)));
  return modules.flatMap((module: Readonly<Record<string, unknown>>) =>
    Object.entries(module).flatMap(([name, texts]) => {
      const form = module[name.replace(/Texts$/, "Form")];
      return isTexts(texts) && isForm(form) ? [{ form, texts }] : [];
    }),
  );
}

function isTexts(value: unknown): value is MessageTexts {
  return typeof value === "object" && value !== null && "text" in value && "fields" in value;
}

function isForm(value: unknown): value is PlainForm<object, unknown> {
  return typeof value === "object" && value !== null && "toPlain" in value;
}
