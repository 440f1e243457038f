import { describeOmitted, type Omitted, omittedFrom } from "../base/omitted.js";
import type { PlainForm } from "../plain/plain-form.js";
import type { PlainRequest } from "../plain/plain-protocol.js";
import type { PlainRule, PlainShape } from "../plain/plain-shape.js";
import type { Telemetry } from "../telemetry/telemetry.js";

/**
 * Returns the plain form of a reply. What it leaves out is logged.
 *
 * @param input the request, as a message
 */
export function readPlain<C2S, S2C, Request, Reply>(
  telemetry: Telemetry,
  { name, plain }: PlainRequest<C2S, S2C, Request, Reply> & { readonly name: string },
  s2c: S2C,
  input: C2S,
): Reply {
  const reply = plain.reply.toPlain(s2c, plain.request.zoneOf(input));
  const omitted = omittedFrom(reply);
  if (omitted.length > 0) {
    const about =
      codeAt(plain.reply, reply, omitted[0]) ?? codeAt(plain.request, plain.request.toPlain(input), undefined);
    logOmitted(telemetry, name, about, omitted);
  }
  return reply;
}

/** Logs what plain rows leave out. @param about the security of the first of them */
export function logOmitted(
  telemetry: Telemetry,
  protocol: string,
  about: string | undefined,
  omitted: readonly Omitted[],
): void {
  const subject = about === undefined ? protocol : `${protocol} of ${about}`;
  const message = `${subject}: ${describeOmitted(omitted)}, which no plain value can hold exactly: left out of plain rows`;
  telemetry.log({ level: "warn", event: "value-omitted", message, protocol, omitted });
}

/** Returns the security that a message names, or the innermost message on the way to a value that does. */
function codeAt<Plain>({ shape }: Pick<PlainForm<never, Plain>, "shape">, plain: Plain, omitted: Omitted | undefined) {
  let code: string | undefined;
  let rule: PlainRule | undefined = { shape };
  let value: unknown = plain;
  for (const step of ["", ...(omitted?.path.split(/[.[\]]+/) ?? [])]) {
    if (step !== "") {
      value = Reflect.get(Object(value), step);
      if (!/^\d+$/.test(step) && rule !== undefined && isMessage(rule)) rule = rule.shape.fields[step];
    }
    if (rule !== undefined && isMessage(rule)) code = codeIn(rule.shape, value) ?? code;
  }
  return code;
}

function codeIn({ fields }: PlainShape, value: unknown): string | undefined {
  for (const [name, rule] of Object.entries(fields)) {
    const code: unknown = isMessage(rule) && rule.shape.isCode ? Reflect.get(Object(value), name) : undefined;
    if (typeof code === "string") return code;
  }
  return undefined;
}

function isMessage(rule: PlainRule): rule is { readonly shape: PlainShape } {
  return typeof rule === "object" && "shape" in rule;
}
