#!/usr/bin/env node
import { createEcmaScriptPlugin, runNodeJs } from "@bufbuild/protoplugin";
import { generateFile } from "./generate-file.ts";
import { generateIndex } from "./generate-index.ts";
import { generatePushIds } from "./generate-push-ids.ts";
import { listedMessages } from "./shape-lines.ts";

runNodeJs(
  createEcmaScriptPlugin({
    name: "protoc-gen-opend",
    version: "v1",
    generateTs(schema) {
      const listed = listedMessages(schema.files);
      for (const file of schema.files) generateFile(schema, file, listed);
      generateIndex(schema);
      generatePushIds(schema);
    },
  }),
);
