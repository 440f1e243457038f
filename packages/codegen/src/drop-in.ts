#!/usr/bin/env node
// The generator of what the drop-in packages need of the contract.
import { createEcmaScriptPlugin, runNodeJs } from "@bufbuild/protoplugin";
import { generateCommands } from "./drop-in/generate-commands.ts";
import { generateDescriptor } from "./drop-in/generate-descriptor.ts";
import { generateMethods } from "./drop-in/generate-methods.ts";
import { generateNamespaces } from "./drop-in/generate-namespaces.ts";

runNodeJs(
  createEcmaScriptPlugin({
    name: "protoc-gen-opend-drop-in",
    version: "v1",
    generateTs(schema) {
      generateDescriptor(schema);
      generateCommands(schema);
      generateMethods(schema);
      generateNamespaces(schema);
    },
  }),
);
