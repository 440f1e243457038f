import { type DescFile, ScalarType } from "@bufbuild/protobuf";
import { isRequired } from "../contract/is-required.ts";
import { messageNamed } from "../contract/message-named.ts";
import { type Paging, type RateLimit, RateScope } from "../gen/opend/options_pb.js";

/**
 * Returns the members of the frequency limit of a protocol.
 *
 * @param c2s the parameter of its functions, with a type where the context gives none
 */
export function rateLimitMembers(file: DescFile, limit: RateLimit, paging: Paging | undefined, c2s = "c2s"): string[] {
  const { requests, perSeconds, firstPageOnly, scope, minIntervalMs, onlyIf, budgetOf } = limit;
  if (
    onlyIf !== "" &&
    !messageNamed(file, "C2S").fields.some(({ name, scalar }) => name === onlyIf && scalar === ScalarType.BOOL)
  ) {
    throw new Error(`${file.name}.proto: rate_limit counts by a bool C2S.${onlyIf} that does not exist`);
  }
  const conditions = [
    ...(onlyIf ? [`c2s.${onlyIf} === true`] : []),
    ...(firstPageOnly ? [isFirstPage(file, paging)] : []),
  ];
  return [
    `requests: ${requests}`,
    `perSeconds: ${perSeconds}`,
    ...(firstPageOnly ? ["firstPageOnly: true"] : []),
    ...(scope === RateScope.ACCOUNT ? ['scope: "account"', `account: (${c2s}) => ${accountOf(file)}`] : []),
    ...(minIntervalMs ? [`minIntervalMs: ${minIntervalMs}`] : []),
    ...(conditions.length > 0 ? [`counts: (${c2s}) => ${conditions.join(" && ")}`] : []),
    ...(budgetOf ? [`budgetOf: "${budgetOf}"`] : []),
  ];
}

/**
 * Returns the expression that is true for a request for the first page: one without a key, or one that skips no rows.
 */
function isFirstPage(file: DescFile, paging: Paging | undefined): string {
  const style = paging?.style;
  if (style?.case === undefined)
    throw new Error(`${file.name}.proto: rate_limit counts first pages, but has no paging`);
  const field = `c2s.${style.value.requestField}`;
  return style.case === "key" ? `!${field}?.length` : `!${field}`;
}

function accountOf(file: DescFile): string {
  const header = messageNamed(file, "C2S").fields.find((field) => field.message?.typeName === "Trd_Common.TrdHeader");
  if (header && isRequired(header)) return `String(c2s.${header.name}.accID)`;
  throw new Error(`${file.name}.proto: rate_limit counts per account, but C2S has no Trd_Common.TrdHeader`);
}
