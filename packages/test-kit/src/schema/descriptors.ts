import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The parts of a descriptor set, in the JSON form of protobuf, that the suites read.
export interface FieldJson {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName?: string;
  readonly defaultValue?: string;
  /** Holds our own options under their full names, in brackets. */
  readonly options?: Readonly<Record<string, unknown>>;
}
export interface EnumJson {
  readonly name: string;
  readonly value: readonly {
    readonly name: string;
    readonly number?: number;
    /** Holds our own options under their full names, in brackets. */
    readonly options?: Readonly<Record<string, unknown>>;
  }[];
}
export interface MessageJson {
  readonly name: string;
  readonly field?: readonly FieldJson[];
  readonly nestedType?: readonly MessageJson[];
  readonly enumType?: readonly EnumJson[];
}
export interface FileJson {
  readonly package: string;
  readonly messageType?: readonly MessageJson[];
  readonly enumType?: readonly EnumJson[];
  /** Holds our own options under their full names, in brackets. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly sourceCodeInfo: {
    readonly location: readonly { readonly path?: readonly number[]; readonly leadingComments?: string }[];
  };
}

/** The descriptors that buf builds from the `.proto` files, without our own options file and its imports. */
export function buildDescriptors(): FileJson[] {
  const manifest = createRequire(import.meta.url).resolve("@bufbuild/buf/package.json");
  const repository = fileURLToPath(new URL("../../../..", import.meta.url));
  const args = [join(dirname(manifest), "bin/buf"), "build", "proto", "--output", "-#format=json"];
  const json = execFileSync(process.execPath, args, { cwd: repository, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const { file }: { readonly file: readonly FileJson[] } = JSON.parse(json);
  return file.filter(({ package: name }) => name !== "opend" && !name.startsWith("google."));
}
