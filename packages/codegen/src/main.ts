#!/usr/bin/env node
import { createEcmaScriptPlugin, runNodeJs } from "@bufbuild/protoplugin";
import { readContract } from "./contract/contract.ts";
import { generatePlain, plainExports } from "./plain/generate-plain.ts";
import { generateBounds } from "./protocols/generate-bounds.ts";
import { generateCodeDigits } from "./protocols/generate-code-digits.ts";
import { generateEnums } from "./protocols/generate-enums.ts";
import { generateIndex } from "./protocols/generate-index.ts";
import { generateMarkets } from "./protocols/generate-markets.ts";
import { generateOrders } from "./protocols/generate-orders.ts";
import { generateProtocol } from "./protocols/generate-protocol.ts";
import { generatePushIds } from "./protocols/generate-push-ids.ts";
import { generateEnumTexts } from "./schema/generate-enum-texts.ts";
import { generateSchema, schemaExports } from "./schema/generate-schema.ts";

runNodeJs(
  createEcmaScriptPlugin({
    name: "protoc-gen-opend",
    version: "v1",
    generateTs(schema) {
      const contract = readContract(schema.files);
      for (const file of schema.files) {
        generateEnums(schema, file);
        generateProtocol(schema, file, contract);
        generatePlain(schema, file, contract);
        generateEnumTexts(schema, file);
        generateSchema(schema, file, contract);
      }
      generateIndex(schema, "protocols");
      generateIndex(schema, "plain", plainExports);
      generateIndex(schema, "schema", schemaExports);
      generatePushIds(schema);
      generateMarkets(schema);
      generateCodeDigits(schema);
      generateOrders(schema, contract);
      generateBounds(schema, contract);
    },
  }),
);
