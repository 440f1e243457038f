import { type DescEnum, type DescEnumValue, type DescFile, getOption, hasOption } from "@bufbuild/protobuf";
import { type OrderForm, order, Stage, stage } from "../gen/opend/options_pb.js";
import type { Meanings } from "./read-meaning.ts";
import { type Places, strangerIn } from "./read-reach.ts";
import { shortNames } from "./short-names.ts";

/** How far an order has come, by the value of `opend.Stage`. */
const stages = {
  [Stage.OPEN]: "open",
  [Stage.DISABLED]: "disabled",
  [Stage.FINAL]: "final",
  [Stage.UNKNOWN]: "unknown",
} as const;

/** An enum of statuses of orders. */
export interface OrderStatuses {
  readonly desc: DescEnum;
  /** How far an order with each status has come, by the number of the status. */
  readonly stages: ReadonlyMap<number, (typeof stages)[keyof typeof stages]>;
}

/** An enum of types of orders. */
export interface OrderTypes {
  readonly desc: DescEnum;
  /** What orders of each type are like, by the short name of the type. */
  readonly forms: ReadonlyMap<string, OrderForm>;
}

/** Reads the enums of statuses of orders, and checks that each value says how far an order has come. */
export function readOrderStatuses(files: readonly DescFile[]): readonly OrderStatuses[] {
  const enums = files
    .flatMap((file) => file.enums)
    .filter(({ values }) => values.some((each) => hasOption(each, stage)));
  return enums.map((desc) => ({ desc, stages: new Map(desc.values.map((value) => [value.number, readStage(value)])) }));
}

function readStage(value: DescEnumValue) {
  const found = getOption(value, stage);
  if (found === Stage.UNSPECIFIED) throw refusal(value, "needs (opend.stage), which other values have");
  return stages[found];
}

/** Reads the enums of types of orders, and checks what they name. */
export function readOrderTypes(files: readonly DescFile[], meanings: Meanings, places: Places): readonly OrderTypes[] {
  const enums = files.flatMap((file) => file.enums);
  const having = enums.filter(({ values }) => values.some((value) => hasOption(value, order)));
  return having.map((desc) => {
    const names = shortNames(desc);
    const named = desc.values.map((value, index) => [names[index] ?? value.name, value] as const);
    const types = named.filter(([name, value]) => name !== "Unknown" || hasOption(value, order));
    const fields = fieldsBeside(desc, files, meanings);
    return { desc, forms: new Map(types.map(([name, value]) => [name, readForm(value, fields, places)])) };
  });
}

function readForm(value: DescEnumValue, fields: ReadonlySet<string>, { prefixes, markets }: Places): OrderForm {
  if (!hasOption(value, order)) throw refusal(value, "needs (opend.order), which other values have");
  const form = getOption(value, order);
  const mistake =
    strangerIn(form.needs, fields, "which no request with such a type has") ??
    strangerIn(form.only, prefixes, "which no code begins with") ??
    strangerIn(form.dayOnlyIn, markets, "which is not the name of a Trd_Common.TrdMarket value");
  if (mistake !== undefined) throw refusal(value, mistake);
  return form;
}

/** The fields of the requests that hold a value of an enum. */
function fieldsBeside(desc: DescEnum, files: readonly DescFile[], meanings: Meanings): ReadonlySet<string> {
  const requests = files.flatMap((file) => file.messages.filter(({ name }) => name === "C2S"));
  const having = requests.filter(({ fields }) =>
    fields.some((field) => {
      const meaning = meanings.get(field);
      return meaning?.kind === "enum" && meaning.desc === desc;
    }),
  );
  return new Set(having.flatMap(({ fields }) => fields.map(({ name }) => name)));
}

function refusal({ parent, name }: DescEnumValue, what: string): Error {
  return new Error(`${parent.file.name}.proto: ${name} ${what}`);
}
