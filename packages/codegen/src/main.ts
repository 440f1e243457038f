#!/usr/bin/env node
import { createEcmaScriptPlugin, runNodeJs } from "@bufbuild/protoplugin";
import { generateFile } from "./generate-file.ts";
import { generateIndex } from "./generate-index.ts";
import { generatePushIds } from "./generate-push-ids.ts";

runNodeJs(
  createEcmaScriptPlugin({
    name: "protoc-gen-opend",
    version: "v1",
    generateTs(schema) {
      for (const file of schema.files) generateFile(schema, file);
      generateIndex(schema);
      generatePushIds(schema);
    },
  }),
);
