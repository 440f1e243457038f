#!/usr/bin/env node
import { createEcmaScriptPlugin, runNodeJs } from "@bufbuild/protoplugin";
import { readRequestInputs } from "./contract/request-inputs.ts";
import { generateIndex } from "./protocols/generate-index.ts";
import { generateProtocol } from "./protocols/generate-protocol.ts";
import { generatePushIds } from "./protocols/generate-push-ids.ts";
import { generateZones } from "./protocols/generate-zones.ts";
import { listedMessages } from "./protocols/shape-lines.ts";

runNodeJs(
  createEcmaScriptPlugin({
    name: "protoc-gen-opend",
    version: "v1",
    generateTs(schema) {
      const listed = listedMessages(schema.files);
      const inputs = readRequestInputs(schema.files);
      for (const file of schema.files) generateProtocol(schema, file, listed, inputs);
      generateIndex(schema);
      generatePushIds(schema);
      generateZones(schema);
    },
  }),
);
