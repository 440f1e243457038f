import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Qot_GetKL } from "../gen/plain/Qot_GetKL.js";
import {
  GetUserInfo,
  jsonSchemaOf,
  Qot_GetDailyShortVolume,
  Qot_GetStaticInfo,
  Qot_RequestHistoryKL,
  Qot_UpdateTicker,
  Trd_PlaceOrder,
  Trd_UnlockTrade,
} from "../gen/schema/index.js";
import type { PlainForm } from "../plain/plain-form.js";
import { arbitraryMessage } from "../testing/arbitrary-message.js";
import { thrownBy } from "../testing/caught.js";
import { loadDescribedMessages } from "../testing/described-messages.js";
import { describedPushes, describedRequests } from "../testing/described-protocols.js";
import { mutationsOf } from "../testing/mutations.js";
import type { JsonSchema } from "./json-schema.js";
import { messageSchema } from "./message-schema.js";

const messages = await loadDescribedMessages();

/** Formats are notes for readers: the patterns alone decide. */
const ajv = new Ajv2020({ strict: true, strictTypes: true, strictRequired: true, formats: { date: true } });

/** Checks that the plain forms of arbitrary messages fit a schema, and that those with a mistake do not. */
function checkSchema(form: PlainForm<object, unknown>, schema: JsonSchema, numRuns = 20): void {
  const validate = ajv.compile(schema);
  fc.assert(
    fc.property(arbitraryMessage(form.shape), fc.array(fc.nat(), { minLength: 3, maxLength: 6 }), (message, picks) => {
      const plain = form.toPlain(message);
      expect(validate(plain), explain(validate.errors, plain)).toBe(true);
      const mutations = mutationsOf(form.shape, plain);
      for (const pick of mutations.length > 0 ? picks : []) {
        const mutation = mutations[pick % mutations.length];
        expect(validate(mutation?.plain), `${mutation?.what}: ${JSON.stringify(mutation?.plain)}`).toBe(false);
      }
    }),
    { numRuns },
  );
}

function explain(errors: unknown, plain: unknown): string {
  return `${JSON.stringify(errors)} in ${JSON.stringify(plain)}`;
}

describe("the JSON Schema of", () => {
  it.each(describedRequests.map((protocol) => [protocol.name, protocol] as const))(
    "%s takes its plain request and reply, and nothing with a mistake",
    (_, protocol) => {
      const { request, reply } = jsonSchemaOf(protocol);
      checkSchema(protocol.plain.request, request);
      checkSchema(protocol.plain.reply, reply);
    },
  );

  it.each(describedPushes.map((protocol) => [protocol.name, protocol] as const))(
    "the push %s takes its plain message, and nothing with a mistake",
    (_, protocol) => {
      const schemas = jsonSchemaOf(protocol);
      expect(Object.keys(schemas)).toEqual(["reply"]);
      checkSchema(protocol.plain.reply, schemas.reply);
    },
  );

  it("every protocol is there", () => {
    expect(describedRequests.length + describedPushes.length).toBe(172);
  });

  it("every message is there, but the security code, which is a text", () => {
    expect(messages).toHaveLength(985);
  });

  it.each(messages.map((message) => [message.form.shape.name, message] as const))(
    "the message %s takes its plain form, and nothing with a mistake",
    (_, { form, texts }) => {
      checkSchema(form, messageSchema(form.shape, texts, "reply"), 5);
    },
  );
});

describe("a JSON Schema", () => {
  it("describes a request as a person would", () => {
    expect(jsonSchemaOf(Qot_GetDailyShortVolume).request).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Qot_GetDailyShortVolume.C2S",
      description:
        "How much of each day's trading was short selling, for HK and US stocks and funds. Which security, and which page.",
      type: "object",
      properties: {
        security: {
          description: "The stock or fund. HK and US only. A code, such as HK.00700.",
          type: "string",
          pattern: "^(?:(?:HK|US|SH|SZ|SG|JP|AU|MY|CA|FX|CC|EC)\\.\\S+$|#-?\\d+\\.)",
        },
        nextKey: {
          description: "Page key: absent for the first page, then the nextKey of the reply before.",
          type: "string",
        },
        num: { description: "Rows per page, 1 to 50. Default: 10. Unit: rows.", type: "integer" },
      },
      required: ["security"],
      additionalProperties: false,
    });
  });

  it("has the fields in the order of the schema", () => {
    const { request } = jsonSchemaOf(Qot_RequestHistoryKL);
    const names = ["rehabType", "klType", "security", "beginTime", "endTime", "maxAckKLNum", "needKLFieldsFlag"];
    expect(Object.keys(request.properties ?? {}).slice(0, names.length)).toEqual(names);
    expect(request.required).toEqual(["rehabType", "klType", "security", "beginTime", "endTime"]);
  });

  it("has an enum where it is, unless several fields have it", () => {
    const { properties: rights, $defs } = jsonSchemaOf(GetUserInfo).reply;
    expect(Object.keys($defs ?? {})).toEqual(["Qot_Common.QotRight"]);
    expect(rights?.["hkQotRight"]).toEqual({
      description: "Quote right for Hong Kong stocks.",
      $ref: "#/$defs/Qot_Common.QotRight",
    });
    expect(rights?.["updateType"]?.anyOf?.[0]?.enum).toEqual(["None", "Advice", "Force"]);
    const { properties } = jsonSchemaOf(Qot_RequestHistoryKL).request;
    expect(properties?.["rehabType"]).toEqual({
      description: "Price adjustment.",
      anyOf: [
        {
          description:
            "None: Unadjusted prices.\nForward: Forward-adjusted prices.\nBackward: Backward-adjusted prices.",
          type: "string",
          enum: ["None", "Forward", "Backward"],
        },
        { description: "The number of a value without a name.", type: "integer" },
      ],
    });
  });

  it("requires lists in a reply only", () => {
    const { request, reply } = jsonSchemaOf(Qot_GetStaticInfo);
    expect(request.required).toBeUndefined();
    expect(reply.required).toEqual(["staticInfoList"]);
  });

  it("lets a request leave out the packet id, which the session fills in", () => {
    const { request } = jsonSchemaOf(Trd_PlaceOrder);
    expect(request.properties?.["packetID"]?.description).toContain("The session fills it in: leave it out.");
    expect(request.required).toEqual(["header", "trdSide", "orderType", "code", "qty"]);
  });

  it("marks a secret of a request", () => {
    expect(jsonSchemaOf(Trd_UnlockTrade).request.properties?.["pwdMD5"]).toMatchObject({ writeOnly: true });
  });

  it("allows the empty texts that a gateway may leave, and has formats only where none is", () => {
    for (const protocol of [...describedRequests, ...describedPushes]) {
      expect(JSON.stringify(jsonSchemaOf(protocol).reply)).not.toContain('"format":');
    }
    const validate = ajv.compile(jsonSchemaOf(Qot_GetDailyShortVolume).reply);
    expect(validate({ usItemList: [{ timestampStr: "" }], hkItemList: [] })).toBe(true);
    expect(validate({ usItemList: [{ timestampStr: "May 8" }], hkItemList: [] })).toBe(false);
    // The official texts and real replies disagree about this one, so it is a text for people.
    expect(validate({ usItemList: [], hkItemList: [], newTimeStr: "08/05/2026" })).toBe(true);
  });

  it("is new at each call, so a program may change it", () => {
    expect(jsonSchemaOf(Qot_UpdateTicker).reply).toEqual(jsonSchemaOf(Qot_UpdateTicker).reply);
    expect(jsonSchemaOf(Qot_UpdateTicker).reply).not.toBe(jsonSchemaOf(Qot_UpdateTicker).reply);
  });

  it("needs a protocol with descriptions, and says where it is", () => {
    // @ts-expect-error: the plain protocol has no descriptions
    const error = thrownBy(() => jsonSchemaOf(Qot_GetKL));
    expect(error).toMatchObject({
      code: "InvalidOption",
      message:
        "jsonSchemaOf takes a protocol with its descriptions: import Qot_GetKL from @opend/futu/schema or @opend/moomoo/schema",
    });
  });
});
