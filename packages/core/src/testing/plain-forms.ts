import { readdirSync } from "node:fs";
import type { PlainForm } from "../plain/plain-form.js";

/** Loads the plain forms of all messages. */
export async function loadPlainForms(): Promise<PlainForm<object, unknown>[]> {
  const folder = new URL("../gen/plain/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name !== "index.ts");
  const modules = await Promise.all(files.map((name) => import(/* @vite-ignore */ new URL(name, folder).href)));
  return modules.flatMap((module) => Object.values(module)).filter(isForm);
}

function isForm(value: unknown): value is PlainForm<object, unknown> {
  return typeof value === "object" && value !== null && "toPlain" in value;
}
